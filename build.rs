//! Compiles `proto/` into Rust and into the descriptor set that reflection serves. No `protoc` is needed.

use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<PathBuf> = fs::read_dir("proto/depositary/v1")?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    println!("cargo:rerun-if-changed=proto");
    println!("cargo:rerun-if-changed=third_party");

    let mut compiler = protox::Compiler::new(["proto", "third_party"])?;
    compiler.include_imports(true).include_source_info(true).open_files(files)?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // Encoded by the compiler itself, because prost's own types would drop the custom options.
    fs::write(out.join("depositary.bin"), compiler.encode_file_descriptor_set())?;

    tonic_prost_build::configure()
        // Maps in order: a digest over an encoded message must not depend on chance.
        .btree_map(".")
        .bytes(".depositary.v1")
        .compile_fds(compiler.file_descriptor_set())?;
    Ok(())
}
