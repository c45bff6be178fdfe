//! Tables: tab-separated rows to entries. Every bad cell is reported with its place; the good rows are kept.

use super::Work;
use super::facts::quoted;
use super::pick::fault_words;
use crate::diagnostic::{Code as Say, Diagnostic};
use crate::model::{Entry, FirstListed, InstrumentId, List};
use crate::source::{SourceId, Span};
use crate::vocab::{Code, Date, DateFault, Label, Period, Scheme, nearest};

/// No table has more columns than this.
const MOST_COLUMNS: usize = 200;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Entry,
    Match(usize),
    From,
    Before,
    Through,
    FirstListed,
    Instrument,
    Description(Option<String>),
    Threshold,
    Except,
    Other(String),
}

/// The columns that every table may have.
static KNOWN: [(&str, Column); 9] = [
    ("entry", Column::Entry),
    ("from", Column::From),
    ("before", Column::Before),
    ("through", Column::Through),
    ("first_listed", Column::FirstListed),
    ("instrument", Column::Instrument),
    ("description", Column::Description(None)),
    ("threshold", Column::Threshold),
    ("except", Column::Except),
];

/// Names by which people mean a column.
const OTHER_NAMES: [(&str, &str); 7] = [
    ("until", "through"),
    ("to", "through"),
    ("end", "through"),
    ("expires", "through"),
    ("start", "from"),
    ("since", "from"),
    ("excluding", "except"),
];

/// The amendment that a table belongs to: what its rows are by and begin with, where they do not say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amending {
    pub(super) by: InstrumentId,
    pub(super) from: Date,
}

/// The rows of a table as they were read.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) entries: Vec<Entry>,
    /// Of each whether it says itself when the entry was first listed.
    pub(super) states_first_listed: Vec<bool>,
}

/// How the rows of one table are read.
struct Frame<'l> {
    list: &'l List,
    columns: Vec<Column>,
    /// How many of them rules have no meaning for.
    others: usize,
    /// Of whom the rows are and from when, where they do not say.
    amended: Option<Amending>,
    /// For each match column its schemes, with the most digits of tariff schemes.
    schemes: Vec<Vec<(Scheme, Option<usize>)>>,
}

impl<'l> Frame<'l> {
    fn new(list: &'l List, columns: Vec<Column>, amended: Option<Amending>) -> Self {
        let scheme = |name: &String| {
            let scheme = Scheme::new(name);
            let most = scheme.tariff_digits();
            (scheme, most)
        };
        let schemes = list.columns.iter().map(|column| column.schemes.iter().map(scheme).collect());
        let others = columns.iter().filter(|column| matches!(column, Column::Other(_))).count();
        Self { list, others, columns, amended, schemes: schemes.collect() }
    }
}

/// A cell and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
}

/// A row as it is read.
#[derive(Debug, Default)]
struct Row<'t> {
    key: Option<Cell<'t>>,
    codes: Vec<(usize, Code)>,
    from: Option<Cell<'t>>,
    before: Option<Cell<'t>>,
    through: Option<Cell<'t>>,
    first_listed: Option<Cell<'t>>,
    instrument: Option<Cell<'t>>,
    description: Label,
    threshold: Option<String>,
    except: Vec<Code>,
    more: Vec<(String, String)>,
    faulty: bool,
}

impl Work<'_> {
    /// The entries of one table; rows of an amendment that say nothing else are of its instrument and begin with it.
    pub(super) fn table(&mut self, source: SourceId, list: &List, amended: Option<Amending>) -> Loaded {
        let sources = self.sources;
        let text = sources.text(source).unwrap_or_default();
        let mut lines = lines(source, text).filter(says_something);
        let Some(header) = lines.next() else {
            let said = Diagnostic::at(Say::TABLE_HEADER, Span::new(source, 0, 0), "the table is empty");
            self.say(said.help("its first line names its columns, separated by tabs: `entry`, `from` and so on"));
            return Loaded::default();
        };
        let Some(columns) = self.header(header, list, amended) else { return Loaded::default() };
        let frame = Frame::new(list, columns, amended);
        let most = text.bytes().filter(|byte| *byte == b'\n').count();
        let mut loaded = Loaded { entries: Vec::with_capacity(most), states_first_listed: Vec::with_capacity(most) };
        for line in lines {
            if let Some((entry, states_first_listed)) = self.row(line, &frame) {
                loaded.entries.push(entry);
                loaded.states_first_listed.push(states_first_listed);
            }
        }
        loaded
    }

    fn header(&mut self, line: Cell<'_>, list: &List, amended: Option<Amending>) -> Option<Vec<Column>> {
        if cells(line).count() > MOST_COLUMNS {
            let message = format!("the table has more than {MOST_COLUMNS} columns");
            let help = "a table has one row a line; look for a lost line end";
            self.say(Diagnostic::at(Say::TABLE_HEADER, line.span, message).help(help));
            return None;
        }
        let mut columns: Vec<Column> = Vec::new();
        let mut sound = true;
        for cell in cells(line) {
            let column = column(cell.text, list);
            let meant = near_miss(cell.text);
            let fault = if cell.text.is_empty() {
                Some(("a column has no name".to_owned(), "name it, or remove the stray tab".to_owned()))
            } else if columns.contains(&column) {
                Some((format!("two columns are called `{}`", cell.text), "give each column its own name".to_owned()))
            } else {
                meant.map(|meant| (format!("`{}` is not the name of a column", cell.text), format!("write `{meant}`")))
            };
            if let Some((message, help)) = fault {
                self.say(Diagnostic::at(Say::TABLE_HEADER, cell.span, message).help(help));
                sound = false;
            }
            columns.push(column);
        }
        let columns = self.check_columns(line, list, &columns, amended).then_some(columns).filter(|_| sound)?;
        self.doubtful_columns(line, &columns);
        Some(columns)
    }

    /// A column of another name is kept and silently read by nothing: one near a known name that is absent is told.
    fn doubtful_columns(&mut self, line: Cell<'_>, columns: &[Column]) {
        let absent = KNOWN.iter().filter(|(_, column)| !columns.contains(column)).map(|&(name, _)| name);
        let absent: Vec<&str> = absent.collect();
        for (cell, column) in cells(line).zip(columns) {
            let other = OTHER_NAMES.iter().find(|(own, _)| *own == cell.text).map(|&(_, known)| known);
            let near = other.filter(|known| absent.contains(known));
            let near = near.or_else(|| nearest(cell.text, absent.iter().copied()));
            let (Column::Other(_), Some(near)) = (column, near) else { continue };
            let like = if other.is_some() { "may be meant as" } else { "is nearly" };
            let message = format!("`{}` is kept as a column of its own, and {like} `{near}`", cell.text);
            let said = Diagnostic::at(Say::DOUBTFUL_COLUMN, cell.span, message);
            self.say(said.help(format!("did you mean `{near}`? if not, give it a name less like that")).fix(near));
        }
    }

    fn check_columns(&mut self, line: Cell<'_>, list: &List, columns: &[Column], amended: Option<Amending>) -> bool {
        let mut missing: Vec<String> = Vec::new();
        if !columns.contains(&Column::Entry) {
            missing.push("entry".to_owned());
        }
        if amended.is_none() && !columns.contains(&Column::From) && !columns.contains(&Column::Instrument) {
            missing.push("from".to_owned());
        }
        if list.classified_by.is_none() {
            let absent = list.columns.iter().enumerate().filter(|(at, _)| !columns.contains(&Column::Match(*at)));
            missing.extend(absent.map(|(_, column)| column.name.clone()));
        }
        if missing.is_empty() {
            return true;
        }
        let absent = quoted(missing.iter().map(String::as_str));
        let (message, help) = if !line.text.contains('\t') && line.text.contains([' ', ',', ';']) {
            let message = format!("no tab stands in the header, so it has one column and none called {absent}");
            (message, "separate the columns by tabs, in the header and in every row; spaces and commas do not")
        } else {
            (format!("the table has no column {absent}"), "add it to the header and to every row")
        };
        self.say(Diagnostic::at(Say::TABLE_HEADER, line.span, message).help(help));
        false
    }

    /// The entry of a row, and whether it says itself when that was first listed.
    fn row(&mut self, line: Cell<'_>, frame: &Frame<'_>) -> Option<(Entry, bool)> {
        let count = line.text.bytes().filter(|byte| *byte == b'\t').count().saturating_add(1);
        if count != frame.columns.len() {
            let message = format!("this row has {count} cells, and the header has {}", frame.columns.len());
            let help = "give every column a cell, an empty one where there is nothing; cells are separated by tabs";
            self.say(Diagnostic::at(Say::TABLE_RAGGED, line.span, message).help(help));
            return None;
        }
        let mut row = Row { more: Vec::with_capacity(frame.others), ..Row::default() };
        for (column, cell) in frame.columns.iter().zip(cells(line)) {
            self.cell(&mut row, column, cell, frame);
        }
        self.entry(row, line, frame)
    }

    fn cell<'t>(&mut self, row: &mut Row<'t>, column: &Column, cell: Cell<'t>, frame: &Frame<'_>) {
        if *column == Column::Entry {
            row.key = Some(cell);
            return;
        }
        if cell.text.is_empty() {
            if let Column::Other(name) = column {
                row.more.push((name.clone(), String::new()));
            }
            return;
        }
        match column {
            Column::Entry => {}
            Column::Match(at) => match self.code_in_cell(cell, *at, frame) {
                Some(code) => {
                    // Most entries have one code, and there may be very many entries.
                    row.codes.reserve_exact(1);
                    row.codes.push((*at, code));
                }
                None => row.faulty = true,
            },
            Column::From => row.from = Some(cell),
            Column::Before => row.before = Some(cell),
            Column::Through => row.through = Some(cell),
            Column::FirstListed => row.first_listed = Some(cell),
            Column::Instrument => row.instrument = Some(cell),
            Column::Description(None) => cell.text.clone_into(&mut row.description.english),
            Column::Description(Some(language)) => {
                row.description.others.push((language.clone(), cell.text.to_owned()));
            }
            Column::Threshold => row.threshold = Some(cell.text.to_owned()),
            Column::Except => match self.excepted_codes(cell, frame) {
                Some(codes) => row.except = codes,
                None => row.faulty = true,
            },
            Column::Other(name) => row.more.push((name.clone(), cell.text.to_owned())),
        }
    }

    fn entry(&mut self, row: Row<'_>, line: Cell<'_>, frame: &Frame<'_>) -> Option<(Entry, bool)> {
        let list = frame.list;
        let key = row.key.map(|cell| cell.text).unwrap_or_default();
        if key.is_empty() {
            let said = Diagnostic::at(Say::TABLE_KEY, line.span, "this row has no number in the column `entry`");
            self.say(said.help("give it the number of the entry in the source"));
            return None;
        }
        let instrument = match row.instrument {
            Some(cell) => Some(self.instrument_in_cell(list.rulebook, cell.text, cell.span)?),
            None => None,
        };
        let own_day = instrument.and_then(|id| self.in_force(id));
        let first_day = own_day.or(frame.amended.map(|amending| amending.from));
        if instrument.is_some_and(|id| self.is_draft(id)) {
            return None;
        }
        let period = self.period_of_row(&row, line, first_day)?;
        let first_listed = self.first_listed(&row, period)?;
        if row.faulty {
            return None;
        }
        for code in row.codes.iter().map(|(_, code)| code).chain(&row.except) {
            self.check_existence(list.rulebook, code, period, line.span);
        }
        self.check_exceptions(&row, line);
        let states_first_listed = row.first_listed.is_some();
        let instrument = instrument.or(frame.amended.map(|amending| amending.by));
        let entry = Entry {
            key: key.to_owned(),
            codes: row.codes,
            period,
            first_listed,
            form_since: period.from,
            known: Period { from: instrument.and_then(|id| self.known_from(id)), before: None },
            instrument,
            ended_by: None,
            description: row.description,
            threshold: row.threshold,
            except: row.except,
            more: row.more,
            condition: None,
            span: line.span,
        };
        Some((entry, states_first_listed))
    }

    /// What an entry leaves out lies under one of its codes, and is not all of it.
    fn check_exceptions(&mut self, row: &Row<'_>, line: Cell<'_>) {
        let lies_under = |except: &Code| {
            let mut own = row.codes.iter().map(|(_, own)| own);
            own.any(|own| !own.covers(except).is_false() && own.text().len() < except.text().len())
        };
        if let Some(stray) = row.except.iter().find(|except| !lies_under(except)) {
            let message = format!("`{stray}` does not lie under a code of this entry, so it cannot be left out of it");
            let help = "compare the columns of the code and of `except` with the source; what is left out is a part";
            self.say(Diagnostic::at(Say::TABLE_CODE, line.span, message).help(help));
        }
    }

    fn period_of_row(&mut self, row: &Row<'_>, line: Cell<'_>, first_day: Option<Date>) -> Option<Period> {
        let from = match row.from {
            Some(cell) => Some(self.date_cell(cell)?),
            None => first_day,
        };
        let before = match (row.before, row.through) {
            (Some(cell), Some(other)) => {
                let said = Diagnostic::at(Say::TABLE_PERIOD, cell.span, "this row has both `before` and `through`");
                self.say(said.also(other.span, "the other").help("leave one of the two cells empty"));
                return None;
            }
            (Some(cell), None) => Some(self.date_cell(cell)?),
            (None, Some(cell)) => Period::end_of(self.date_cell(cell)?),
            (None, None) => None,
        };
        let Some(from) = from else {
            let said = Diagnostic::at(Say::TABLE_FROM, line.span, "this row does not say from when it is in force");
            self.say(said.help("fill the column `from`, or name an instrument that has a day in force"));
            return None;
        };
        let period = Period { from: Some(from), before };
        if period.is_empty() {
            let place = row.before.or(row.through).unwrap_or(line);
            let said =
                Diagnostic::at(Say::TABLE_PERIOD, place.span, format!("this row ends before it starts on {from}"));
            self.say(said.help("compare both dates with the source"));
            return None;
        }
        Some(period)
    }

    fn first_listed(&mut self, row: &Row<'_>, period: Period) -> Option<FirstListed> {
        let own = period.from.map_or(FirstListed::NotRecorded, FirstListed::On);
        match row.first_listed {
            None => Some(own),
            Some(cell) if cell.text == "?" => Some(FirstListed::NotRecorded),
            Some(cell) => self.date_cell(cell).map(FirstListed::On),
        }
    }

    pub(super) fn date_cell(&mut self, cell: Cell<'_>) -> Option<Date> {
        match Date::parse(cell.text) {
            Ok(date) => Some(date),
            Err(fault) => {
                let message = match fault {
                    DateFault::Form => format!("`{}` is no date", cell.text),
                    DateFault::NoSuchDay => format!("the calendar has no day `{}`", cell.text),
                };
                let help = "write year, month and day, as `2024-09-09`";
                self.say(Diagnostic::at(Say::TABLE_DATE, cell.span, message).help(help));
                None
            }
        }
    }

    /// The codes under the entry's that it does not cover, with commas between them; they are of the first match column.
    fn excepted_codes(&mut self, cell: Cell<'_>, frame: &Frame<'_>) -> Option<Vec<Code>> {
        let mut start = cell.span.start as usize;
        let mut codes = Vec::new();
        for part in cell.text.split(',') {
            let text = part.trim();
            let from = start.saturating_add(part.len().saturating_sub(part.trim_start().len()));
            let span = Span::new(cell.span.source, from, from.saturating_add(text.len()));
            codes.push(self.code_in_cell(Cell { text, span }, 0, frame)?);
            start = start.saturating_add(part.len()).saturating_add(1);
        }
        Some(codes)
    }

    /// The number of digits picks among the schemes of the column.
    fn code_in_cell(&mut self, cell: Cell<'_>, at: usize, frame: &Frame<'_>) -> Option<Code> {
        let schemes = frame.schemes.get(at)?;
        let digits = cell.text.bytes().filter(u8::is_ascii_digit).count();
        let roomy = schemes.iter().filter(|(_, most)| most.is_none_or(|most| most >= digits));
        let widest = || schemes.iter().max_by_key(|(_, most)| *most);
        let (scheme, _) = roomy.min_by_key(|(_, most)| *most).or_else(widest)?;
        match Code::parse(scheme, cell.text) {
            Ok(code) => Some(code),
            Err(fault) => {
                let editions = self.editions(frame.list.rulebook);
                let (message, help) = fault_words(scheme.name(), cell.text, &fault, &editions);
                self.say(Diagnostic::at(Say::TABLE_CODE, cell.span, message).help(help));
                None
            }
        }
    }
}

fn column(name: &str, list: &List) -> Column {
    if let Some(at) =
        list.columns.iter().position(|column| column.name == name || column.name.replace('-', "_") == name)
    {
        return Column::Match(at);
    }
    if let Some((_, column)) = KNOWN.iter().find(|(known, _)| *known == name) {
        return column.clone();
    }
    match name.strip_prefix("description_") {
        Some(language) if language.len() == 2 => Column::Description(Some(language.to_owned())),
        _ => Column::Other(name.to_owned()),
    }
}

/// A name of a column in another spelling: kept as another column it would silently be ignored.
fn near_miss(name: &str) -> Option<&'static str> {
    let plain = name.to_ascii_lowercase().replace(['-', ' '], "_");
    KNOWN.iter().map(|&(known, _)| known).find(|known| plain == *known && name != *known)
}

/// The lines of a text without line ends and without a byte order mark.
pub(super) fn lines(source: SourceId, text: &str) -> impl Iterator<Item = Cell<'_>> {
    let mut offset = 0usize;
    text.split_inclusive('\n').map(move |line| {
        let start = offset;
        offset = offset.saturating_add(line.len());
        let bare = line.trim_end_matches(['\n', '\r']);
        let marked = if start == 0 { bare.strip_prefix('\u{FEFF}').unwrap_or(bare) } else { bare };
        let start = start.saturating_add(bare.len().saturating_sub(marked.len()));
        Cell { text: marked, span: Span::new(source, start, start.saturating_add(marked.len())) }
    })
}

/// Whether a line of a table is a row, and no comment and not blank.
pub(super) fn says_something(line: &Cell<'_>) -> bool {
    !line.text.starts_with('#') && line.text.chars().any(|c| !c.is_whitespace())
}

/// The cells of a line, without the spaces around them.
pub(super) fn cells(line: Cell<'_>) -> impl Iterator<Item = Cell<'_>> {
    let mut offset = line.span.start as usize;
    let mut left = Some(line.text);
    let cells = std::iter::from_fn(move || {
        let text = left?;
        let (cell, more) = text.split_at_checked(text.bytes().position(|byte| byte == b'\t').unwrap_or(text.len()))?;
        left = more.get(1..);
        Some(cell)
    });
    cells.map(move |cell| {
        let text = if is_bare(cell) { cell } else { cell.trim() };
        let before = if text.len() == cell.len() { 0 } else { cell.len().saturating_sub(cell.trim_start().len()) };
        let start = offset.saturating_add(before);
        offset = offset.saturating_add(cell.len()).saturating_add(1);
        Cell { text, span: Span::new(line.span.source, start, start.saturating_add(text.len())) }
    })
}

/// Whether no spaces stand around a cell, as of most.
fn is_bare(cell: &str) -> bool {
    let ends = [cell.as_bytes().first(), cell.as_bytes().last()];
    ends.into_iter().all(|end| end.is_none_or(u8::is_ascii_graphic))
}
