use super::*;

const EVERY: &str = include_str!("../../tests/data/every-construct.cocket");

#[test]
fn every_construct_is_read() {
    let (file, found) = parse(SourceId::default(), EVERY);
    assert_eq!(found, vec![]);
    assert_eq!(file.items.len(), 40);
}
