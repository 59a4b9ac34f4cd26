//! The functions of the C library that are stood in for. Each asks the watcher of the file, if there is one, and then
//! makes the call of the system itself.

use std::ffi::{CStr, c_char, c_int, c_long, c_uint, c_void};
use std::hint::black_box;

use libc::{mode_t, off_t, size_t, ssize_t};

use crate::{Call, Verdict, watched};

/// Makes sure that the functions are in the program: libraries that come later are linked to those that are there.
pub(crate) fn link() {
    black_box((open as *const c_void, open64 as *const c_void, close as *const c_void));
    black_box((read as *const c_void, pread as *const c_void, pread64 as *const c_void));
    black_box((write as *const c_void, pwrite as *const c_void, pwrite64 as *const c_void));
    black_box((ftruncate as *const c_void, ftruncate64 as *const c_void));
    black_box((fsync as *const c_void, fdatasync as *const c_void));
    black_box((rename as *const c_void, unlink as *const c_void));
}

fn fail(error: c_int) -> c_int {
    // SAFETY: the place of this thread's error can always be written.
    unsafe { *libc::__errno_location() = error };
    -1
}

/// The answer instead of the call, if the watcher wants another one than the system's.
fn instead(verdict: Verdict) -> Option<c_int> {
    match verdict {
        Verdict::Do | Verdict::Cut(_) => None,
        Verdict::Skip => Some(0),
        Verdict::Fail(error) => Some(fail(error)),
    }
}

/// # Safety
/// As `open(2)`. The mode is read even where nobody gave one; it is used only when `flags` ask for it.
#[unsafe(no_mangle)]
unsafe extern "C" fn open(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: the caller gives a path that ends with a zero.
    let file = (!path.is_null()).then(|| watched::at(unsafe { CStr::from_ptr(path) })).flatten();
    if let Some(file) = &file {
        let (creates, empties) = (flags & libc::O_CREAT != 0, flags & libc::O_TRUNC != 0);
        if let Some(answer) = instead(file.watcher.on(&Call::Open { name: &file.name, creates, empties })) {
            return answer;
        }
    }
    let mode = if flags & (libc::O_CREAT | libc::O_TMPFILE) != 0 { mode } else { 0 };
    // SAFETY: what the caller gives is passed on.
    let opened = unsafe { libc::syscall(libc::SYS_openat, libc::AT_FDCWD, path, flags, c_uint::from(mode)) };
    let opened = int(opened);
    if opened >= 0
        && let Some(file) = file
    {
        watched::opened(opened, file);
    }
    opened
}

/// # Safety
/// As `open(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn open64(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: the same promise of the caller.
    unsafe { open(path, flags, mode) }
}

/// # Safety
/// As `close(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn close(descriptor: c_int) -> c_int {
    watched::closing(descriptor);
    // SAFETY: what the caller gives is passed on.
    int(unsafe { libc::syscall(libc::SYS_close, descriptor) })
}

/// # Safety
/// As `read(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn read(descriptor: c_int, to: *mut c_void, len: size_t) -> ssize_t {
    if let Some(error) = reading(descriptor) {
        return error;
    }
    // SAFETY: what the caller gives is passed on.
    size(unsafe { libc::syscall(libc::SYS_read, descriptor, to, len) })
}

/// # Safety
/// As `pread(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn pread(descriptor: c_int, to: *mut c_void, len: size_t, at: off_t) -> ssize_t {
    if let Some(error) = reading(descriptor) {
        return error;
    }
    // SAFETY: what the caller gives is passed on.
    size(unsafe { libc::syscall(libc::SYS_pread64, descriptor, to, len, at) })
}

/// # Safety
/// As `pread(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn pread64(descriptor: c_int, to: *mut c_void, len: size_t, at: off_t) -> ssize_t {
    // SAFETY: the same promise of the caller.
    unsafe { pread(descriptor, to, len, at) }
}

fn reading(descriptor: c_int) -> Option<ssize_t> {
    let file = watched::behind(descriptor)?;
    instead(file.watcher.on(&Call::Read { name: &file.name })).map(|answer| answer as ssize_t)
}

/// # Safety
/// As `write(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn write(descriptor: c_int, from: *const c_void, len: size_t) -> ssize_t {
    let position = || {
        // SAFETY: nothing of this process's memory is touched.
        unsafe { libc::syscall(libc::SYS_lseek, descriptor, 0, libc::SEEK_CUR) }
    };
    // SAFETY: the caller gives `len` bytes.
    match unsafe { writing(descriptor, from, len, position) } {
        // SAFETY: no more than what the caller gives is passed on.
        Ok(len) => size(unsafe { libc::syscall(libc::SYS_write, descriptor, from, len) }),
        Err(answer) => answer,
    }
}

/// # Safety
/// As `pwrite(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn pwrite(descriptor: c_int, from: *const c_void, len: size_t, at: off_t) -> ssize_t {
    // SAFETY: the caller gives `len` bytes.
    match unsafe { writing(descriptor, from, len, || at) } {
        // SAFETY: no more than what the caller gives is passed on.
        Ok(len) => size(unsafe { libc::syscall(libc::SYS_pwrite64, descriptor, from, len, at) }),
        Err(answer) => answer,
    }
}

/// # Safety
/// As `pwrite(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn pwrite64(descriptor: c_int, from: *const c_void, len: size_t, at: off_t) -> ssize_t {
    // SAFETY: the same promise of the caller.
    unsafe { pwrite(descriptor, from, len, at) }
}

/// How many bytes are written, or the answer instead.
///
/// # Safety
/// There are `len` bytes at `from`.
unsafe fn writing(
    descriptor: c_int,
    from: *const c_void,
    len: size_t,
    at: impl FnOnce() -> c_long,
) -> Result<size_t, ssize_t> {
    let Some(file) = watched::behind(descriptor).filter(|_| len > 0 && !from.is_null()) else {
        return Ok(len);
    };
    // SAFETY: so the caller promises, and nobody writes there during the call.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), len) };
    let at = u64::try_from(at()).unwrap_or_default();
    match file.watcher.on(&Call::Write { name: &file.name, at, bytes }) {
        Verdict::Do | Verdict::Skip => Ok(len),
        Verdict::Cut(shorter) => Ok(shorter.min(len)),
        Verdict::Fail(error) => Err(fail(error) as ssize_t),
    }
}

/// # Safety
/// As `ftruncate(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn ftruncate(descriptor: c_int, len: off_t) -> c_int {
    let call = |name| Call::SetLen { name, len: u64::try_from(len).unwrap_or_default() };
    if let Some(file) = watched::behind(descriptor)
        && let Some(answer) = instead(file.watcher.on(&call(&file.name)))
    {
        return answer;
    }
    // SAFETY: what the caller gives is passed on.
    int(unsafe { libc::syscall(libc::SYS_ftruncate, descriptor, len) })
}

/// # Safety
/// As `ftruncate(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn ftruncate64(descriptor: c_int, len: off_t) -> c_int {
    // SAFETY: the same promise of the caller.
    unsafe { ftruncate(descriptor, len) }
}

/// # Safety
/// As `fsync(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn fsync(descriptor: c_int) -> c_int {
    if let Some(answer) = syncing(descriptor) {
        return answer;
    }
    // SAFETY: what the caller gives is passed on.
    int(unsafe { libc::syscall(libc::SYS_fsync, descriptor) })
}

/// # Safety
/// As `fdatasync(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn fdatasync(descriptor: c_int) -> c_int {
    if let Some(answer) = syncing(descriptor) {
        return answer;
    }
    // SAFETY: what the caller gives is passed on.
    int(unsafe { libc::syscall(libc::SYS_fdatasync, descriptor) })
}

fn syncing(descriptor: c_int) -> Option<c_int> {
    let file = watched::behind(descriptor)?;
    let call = if file.name.is_empty() { Call::SyncFolder } else { Call::Sync { name: &file.name } };
    instead(file.watcher.on(&call))
}

/// # Safety
/// As `rename(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    if !from.is_null() && !to.is_null() {
        // SAFETY: the caller gives paths that end with a zero.
        let files = unsafe { (watched::at(CStr::from_ptr(from)), watched::at(CStr::from_ptr(to))) };
        if let (Some(from), Some(to)) = files
            && let Some(answer) = instead(from.watcher.on(&Call::Rename { from: &from.name, to: &to.name }))
        {
            return answer;
        }
    }
    // SAFETY: what the caller gives is passed on.
    int(unsafe { libc::syscall(libc::SYS_renameat2, libc::AT_FDCWD, from, libc::AT_FDCWD, to, 0) })
}

/// # Safety
/// As `unlink(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn unlink(path: *const c_char) -> c_int {
    // SAFETY: the caller gives a path that ends with a zero.
    let file = (!path.is_null()).then(|| watched::at(unsafe { CStr::from_ptr(path) })).flatten();
    if let Some(file) = file
        && let Some(answer) = instead(file.watcher.on(&Call::Remove { name: &file.name }))
    {
        return answer;
    }
    // SAFETY: what the caller gives is passed on.
    int(unsafe { libc::syscall(libc::SYS_unlinkat, libc::AT_FDCWD, path, 0) })
}

fn int(answer: c_long) -> c_int {
    // Descriptors and minus one fit.
    answer as c_int
}

fn size(answer: c_long) -> ssize_t {
    answer as ssize_t
}
