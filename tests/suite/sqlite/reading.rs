//! A journal that is opened only to be read, also while another one writes it.

use super::*;

#[test]
fn a_journal_is_read_while_another_one_writes_it() {
    let place = Place::new();
    let journal = place.open();
    fill(&journal, 3);
    let reader = Sqlite::open_to_read(&place.path()).unwrap();
    assert_eq!(reader.identity(), identity(7));
    assert_eq!(append(&reader, 3, "record-004"), Outcome::Closed);
    fill_from(&journal, 3, 4);
    assert_eq!(reader.end().now_or_never().unwrap().unwrap(), at(3));
    assert_eq!(read(&reader).unwrap().len(), 3);
    assert_eq!(read(&Sqlite::open_to_read(&place.path()).unwrap()).unwrap(), read(&journal).unwrap());
    assert_eq!(reader.faults().unwrap(), Vec::<String>::new());
}

#[test]
fn a_copy_is_read_without_a_trace() {
    let place = Place::with(3);
    let copy = Place::new();
    for suffix in ["", "-head"] {
        fs::copy(place.beside(suffix), copy.beside(suffix)).unwrap();
    }
    let before = copy.files();
    let reader = Sqlite::open_to_read(&copy.path()).unwrap();
    assert_eq!(read(&reader).unwrap().len(), 3);
    drop(reader);
    assert_eq!(copy.files(), before);
}

#[test]
fn the_copy_of_a_journal_that_was_not_closed_is_read_as_it_is() {
    let place = Place::with(2);
    let journal = place.open();
    fill_from(&journal, 2, 5);
    let copy = Place::new();
    for suffix in ["", "-wal", "-head"] {
        fs::copy(place.beside(suffix), copy.beside(suffix)).unwrap();
    }
    let before = copy.files();
    let reader = Sqlite::open_to_read(&copy.path()).unwrap();
    assert_eq!(read(&reader).unwrap(), read(&journal).unwrap());
    drop(reader);
    let after = copy.files();
    // SQLite keeps its index of the -wal file beside it.
    assert!(before.iter().all(|file| after.contains(file)), "{:?}", after.len());
    fs::remove_file(copy.beside("-wal")).unwrap();
    let error = Sqlite::open_to_read(&copy.path()).unwrap_err();
    assert!(matches!(error, OpenError::Short { .. }), "{error}");
}

#[test]
fn nobody_begins_to_write_what_is_read_as_unwritten() {
    let place = Place::with(2);
    let reader = Sqlite::open_to_read(&place.path()).unwrap();
    let error = place.try_open().unwrap_err();
    assert!(matches!(error, OpenError::BeingRead { .. }), "{error}");
    assert_eq!(read(&reader).unwrap().len(), 2);
    drop(reader);
    drop(place.open());
}

#[test]
fn there_is_nothing_to_read_where_there_is_no_journal() {
    let place = Place::new();
    let error = Sqlite::open_to_read(&place.path()).unwrap_err();
    assert!(matches!(error, OpenError::Missing { .. }), "{error}");
    assert_eq!(place.files(), []);
    fs::write(place.path(), "a letter").unwrap();
    let error = Sqlite::open_to_read(&place.path()).unwrap_err();
    assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
}
