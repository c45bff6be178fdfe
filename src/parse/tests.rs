use super::*;

const EVERY: &str = include_str!("../../tests/data/every-construct.cocket");

#[test]
fn every_construct_is_read() {
    let (file, found) = parse(SourceId::default(), EVERY);
    assert_eq!(found, vec![]);
    assert_eq!(file.items.len(), 40);
}

#[test]
fn printing_loses_nothing() {
    let (file, _) = parse(SourceId::default(), EVERY);
    let printed = format(EVERY).unwrap();
    let (again, found) = parse(SourceId::default(), &printed);
    assert_eq!(found, vec![], "{printed}");
    assert_eq!(again, file, "{printed}");
    assert_eq!(format(&printed).unwrap(), printed);
}
