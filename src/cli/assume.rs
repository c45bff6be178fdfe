//! What is taken for granted for one run.

use cocket::model::{FactType, Model, Standard};
use cocket::ruling;
use cocket::shipment::{Tree, snake};
use cocket::vocab::{FactOf, Label, Unit};

/// `FACT=VALUE`
#[derive(Debug, Clone)]
pub(super) struct Assumption {
    name: String,
    value: String,
}

/// Reads `FACT=VALUE`; either spelling of a name will do.
pub(super) fn parse(written: &str) -> Result<Assumption, String> {
    made(written.split_once('=')).ok_or_else(|| "write it as FACT=VALUE".to_owned())
}

/// Reads `FACT VALUE`, as a scenario writes it.
pub(super) fn parse_given(written: &str) -> Result<Assumption, String> {
    made(written.trim().split_once(' ')).ok_or_else(|| "write it as 'FACT VALUE'".to_owned())
}

fn made(parts: Option<(&str, &str)>) -> Option<Assumption> {
    let (name, value) = parts.filter(|(name, value)| !name.is_empty() && !value.trim().is_empty())?;
    Some(Assumption { name: name.replace('_', "-"), value: value.trim().to_owned() })
}

impl Assumption {
    /// Whether it is what stands at a place of the shipment.
    pub(super) fn is_at(&self, pointer: &str) -> bool {
        pointer.split('/').any(|step| step == snake(&self.name))
    }

    /// As the option by which it was given.
    pub(super) fn option(&self) -> String {
        format!("--given '{} {}'", self.name, self.value)
    }
}

/// The shipment's tree with what it leaves unknown filled in, what was filled in, and the names that were not used because
/// everything they speak of is stated. What is stated stays.
pub(super) fn apply(
    mut tree: Tree,
    assumed: &[Assumption],
    model: &Model,
) -> (Tree, Vec<ruling::Assumption>, Vec<String>) {
    let (mut made, mut unused) = (Vec::new(), Vec::new());
    for assumption in assumed {
        if places(&tree, assumption, model).is_empty() {
            unused.push(format!("{}={}", assumption.name, assumption.value));
        }
        for pointer in places(&tree, assumption, model) {
            let text = Label::new(format!("assumed for this run: {} is {}", assumption.name, assumption.value))
                .and("ko", format!("이번 실행의 가정: {} = {}", assumption.name, assumption.value));
            made.push(ruling::Assumption { text, pointer, silence: false });
        }
        fill(&mut tree, assumption, model);
    }
    (tree, made, unused)
}

/// Where a name belongs.
enum Home {
    /// A classification, by its scheme.
    Code(String),
    /// Below a key of everything in a list: of every line, party or event.
    Each(&'static str, &'static str),
    /// Below a key of the shipment.
    Whole(&'static str),
    /// A field of every line.
    OwnOfLine,
    /// A field of the shipment.
    OwnOfWhole,
}

fn home(assumption: &Assumption, model: &Model) -> Home {
    let classification = model.classifications.iter().find(|found| found.id == assumption.name);
    if let Some(found) = classification {
        return Home::Code(found.scheme.name().to_owned());
    }
    let Some(fact) = model.facts.iter().find(|fact| fact.id == assumption.name) else { return Home::Whole("facts") };
    match (&fact.kind, fact.of, fact.standard) {
        (_, _, Some(Standard::Value | Standard::Quantity | Standard::NetMass | Standard::Condition)) => Home::OwnOfLine,
        (_, _, Some(Standard::NatureOfTransaction)) => Home::OwnOfWhole,
        (FactType::Date, FactOf::Shipment, Some(_)) => Home::Whole("dates"),
        (FactType::Quantity(_), FactOf::Line, None) => Home::Each("lines", "specs"),
        (_, FactOf::Line, _) => Home::Each("lines", "facts"),
        (_, FactOf::Party, _) => Home::Each("parties", "facts"),
        (_, FactOf::Event, _) => Home::Each("events", "facts"),
        (_, FactOf::Shipment, _) => Home::Whole("facts"),
    }
}

/// The places that will be filled in.
fn places(tree: &Tree, assumption: &Assumption, model: &Model) -> Vec<String> {
    let length = |list: &str| match tree.at(&format!("/{list}")) {
        Some(Tree::List(items)) => items.len(),
        _ => 0,
    };
    let lines = length("lines");
    let key = snake(&assumption.name);
    let stated = |pointer: &str| tree.at(pointer).is_some_and(|value| !is_unknown(value));
    match home(assumption, model) {
        Home::Whole(under) => vec![format!("/{under}/{key}")].into_iter().filter(|at| !stated(at)).collect(),
        Home::OwnOfWhole => vec![format!("/{key}")].into_iter().filter(|at| !stated(at)).collect(),
        Home::OwnOfLine => (0..lines).map(|at| format!("/lines/{at}/{key}")).filter(|at| !stated(at)).collect(),
        Home::Each(list, under) => {
            let of_all = stated(&format!("/{under}/{key}"));
            let each = (0..length(list)).map(|at| format!("/{list}/{at}/{under}/{key}"));
            each.filter(|at| !of_all && !stated(at)).collect()
        }
        Home::Code(scheme) => {
            let open = |at: &usize| !tree.at(&format!("/lines/{at}")).is_some_and(|line| classifies(line, &scheme));
            (0..lines).filter(open).map(|at| format!("/lines/{at}/codes")).collect()
        }
    }
}

fn fill(tree: &mut Tree, assumption: &Assumption, model: &Model) {
    let key = snake(&assumption.name);
    let value = value(assumption, model);
    match home(assumption, model) {
        Home::Whole(under) => set_below(tree, under, &key, value),
        Home::OwnOfWhole => set(tree, &key, value),
        Home::OwnOfLine => each(tree, "lines").into_iter().flatten().for_each(|line| set(line, &key, value.clone())),
        Home::Each(list, under) => {
            let told = tree.at(&format!("/{under}/{key}")).is_some_and(|value| !is_unknown(value));
            for item in each(tree, list).into_iter().flatten().filter(|_| !told) {
                set_below(item, under, &key, value.clone());
            }
        }
        Home::Code(scheme) => {
            for line in each(tree, "lines").into_iter().flatten().filter(|line| !classifies(line, &scheme)) {
                classify(line, &scheme, &assumption.value);
            }
        }
    }
}

/// A value as a shipment writes it: an amount with its currency, a quantity with its unit's code, choices as a list.
fn value(assumption: &Assumption, model: &Model) -> Tree {
    let written = assumption.value.as_str();
    let text = |words: &str| Tree::Text(words.to_owned());
    let pair = |names: [&str; 2], of: fn(&str) -> String| match written.split_once(' ') {
        None => text(written),
        Some((amount, unit)) => {
            let values = [text(&amount.replace('_', "")), Tree::Text(of(unit.trim()))];
            Tree::Object(names.map(str::to_owned).into_iter().zip(values).collect())
        }
    };
    let fact = model.facts.iter().find(|fact| fact.id == assumption.name);
    match fact.map(|fact| &fact.kind) {
        Some(FactType::Money) => pair(["amount", "currency"], str::to_owned),
        Some(FactType::Quantity(_)) => pair(["value", "unit"], unit_code),
        Some(FactType::OneOf(_)) => text(&snake(written)),
        Some(FactType::AnyOf(_)) if written != "none" && written != "unknown" => {
            Tree::List(written.split('+').map(|choice| text(&snake(choice.trim()))).collect())
        }
        _ => text(written),
    }
}

/// A unit's code in shipments, from its symbol in rules.
fn unit_code(unit: &str) -> String {
    Unit::from_symbol(unit).map_or_else(|| unit.to_owned(), |known| known.code().to_owned())
}

fn each<'t>(tree: &'t mut Tree, list: &str) -> Option<impl Iterator<Item = &'t mut Tree> + use<'t>> {
    match field(tree, list)? {
        Tree::List(items) => Some(items.iter_mut()),
        _ => None,
    }
}

fn classifies(line: &Tree, scheme: &str) -> bool {
    let Some(Tree::List(codes)) = line.at("/codes") else { return false };
    let same = |code: &&Tree| matches!(code.at("/scheme"), Some(Tree::Text(written)) if written == scheme);
    codes.iter().filter(same).any(|code| code.at("/value").is_some_and(|value| !is_unknown(value)))
}

fn classify(line: &mut Tree, scheme: &str, value: &str) {
    let text = |words: &str| Tree::Text(words.to_owned());
    let named = |key: &str, words: &str| (key.to_owned(), text(words));
    let (value, made) = value.split_once(" determined ").map_or((value, None), |(value, day)| (value, Some(day)));
    let mut fields = vec![named("scheme", scheme), named("value", value), named("status", "assumed")];
    fields.extend(made.map(|day| named("determined_on", day)));
    let code = Tree::Object(fields);
    let same = |code: &Tree| matches!(code.at("/scheme"), Some(Tree::Text(written)) if written == scheme);
    match field(line, "codes") {
        Some(Tree::List(codes)) => {
            codes.retain(|code| !same(code));
            codes.push(code);
        }
        _ => set(line, "codes", Tree::List(vec![code])),
    }
}

fn is_unknown(value: &Tree) -> bool {
    match value {
        Tree::Null => true,
        Tree::Text(words) => words == "unknown",
        _ => false,
    }
}

fn field<'a>(tree: &'a mut Tree, key: &str) -> Option<&'a mut Tree> {
    match tree {
        Tree::Object(fields) => fields.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    }
}

/// Writes a value under a key of the object under another, which is made if it is not there.
fn set_below(tree: &mut Tree, under: &str, key: &str, value: Tree) {
    set(tree, under, Tree::Object(Vec::new()));
    if let Some(object) = field(tree, under) {
        set(object, key, value);
    }
}

/// Writes a value where none, or an unknown one, stands.
fn set(tree: &mut Tree, key: &str, value: Tree) {
    let Tree::Object(fields) = tree else { return };
    match fields.iter_mut().find(|(name, _)| name == key) {
        Some((_, stated)) if is_unknown(stated) => *stated = value,
        Some(_) => {}
        None => fields.push((key.to_owned(), value)),
    }
}
