//! The register of codes. A code is never reused; its page is `docs/diagnostics/CODE.md`.

use super::Severity;

/// A stable code: a letter for the kind and four digits.
///
/// `E0…` rule texts · `E1…` shipments · `W0…` findings in rules that compile · `W1…` remarks on shipments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl Code {
    /// `E` is an error, `W` a warning, `N` a note.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.0.as_bytes().first() {
            Some(b'W') => Severity::Warning,
            Some(b'N') => Severity::Note,
            _ => Severity::Error,
        }
    }
}

macro_rules! register {
    ($($name:ident = $code:literal, $title:literal;)*) => {
        impl Code {
            $(#[doc = $title] pub const $name: Code = Code($code);)*
        }
        /// Every code with its title, in order.
        pub const REGISTER: &[(Code, &str)] = &[$((Code($code), $title)),*];
    };
}

register! {
    // E00xx: reading rule texts.
    SYNTAX = "E0001", "something else stands here than the language can read";
    TEXT_TOO_LARGE = "E0002", "the text is too large";
    NESTED_TOO_DEEP = "E0003", "brackets are nested too deep";
    TOO_MANY_ERRORS = "E0004", "the rest of the text was not read";
    UNKNOWN_CLAUSE = "E0010", "no clause or item begins with this word";
    WORD_CASE = "E0011", "a word of the language is written with capitals";
    MISSING_BRACE = "E0012", "a closing brace is missing";
    STRAY_BRACE = "E0013", "a closing brace closes nothing";
    UNCLOSED_QUOTE = "E0014", "a closing quote is missing";
    SMART_QUOTES = "E0015", "quotes of a word processor";
    FULL_WIDTH_LETTERS = "E0016", "full-width letters, digits or signs";
    INVISIBLE = "E0017", "letters that cannot be seen";
    FOOTNOTE = "E0018", "a footnote mark";
    ESCAPE = "E0019", "a backslash that stands for nothing";
    OPERATOR = "E0020", "a sign where a word belongs";
    BARE_CODE = "E0021", "a code without its scheme";
    UNTIL = "E0022", "an end that may or may not include its day";
    LICENCE_WORD = "E0023", "another word for a licence";
    CLAUSE_SIGN = "E0024", "a sign between a word and what it says";
    WRITTEN_DATE = "E0025", "a date in another form";
    WRITTEN_DAY = "E0026", "a day the calendar does not have";
    WRITTEN_COUNTRY = "E0027", "a country written in another way than its two letters";
    WRITTEN_NAME = "E0028", "a name with letters that names do not have";
    MIXED_AND_OR = "E0029", "`and` and `or` mixed without brackets";
    DOUBLE_NOT = "E0030", "more than one `not` in a row";
    NOT_PLACE = "E0031", "a `not` inside a condition";
    IN_OR_IS = "E0032", "`in` and `is` confused";
    WRITTEN_ACT = "E0033", "no such act";
    WRITTEN_NUMBER = "E0034", "a number in another form";
    MEMBER_LINE = "E0035", "members that nothing separates";
    ITEM_LISTED = "E0036", "another way of saying that an item is listed";
    EXTRA_IS = "E0037", "an `is` before a comparison";
    WRITTEN_WEEKDAY = "E0038", "no such day of the week";
    WRITTEN_TERM = "E0039", "a term in another form";
    DAYS_TOGETHER = "E0040", "days of which it is not clear how they belong together";
    // E1001-E1099: shipments. The text.
    JSON_SYNTAX = "E1001", "this is not JSON";
    JSON_EMPTY = "E1002", "there is no shipment in the text";
    JSON_ENCODING = "E1003", "the text is not UTF-8";
    JSON_OTHER_FILE = "E1004", "this is another kind of file";
    SHIPMENT_LIMIT = "E1005", "the shipment is beyond a stated limit";
    SHIPMENT_FORMAT = "E1006", "the format of the shipment is not the one that is read";
    SHIPMENT_TWICE = "E1007", "two different shipments have one id";
    // Its structure.
    UNKNOWN_FIELD = "E1011", "there is no such field";
    REPEATED_FIELD = "E1012", "a field is written twice";
    MISSING_FIELD = "E1013", "a field that must be there is missing";
    WRONG_KIND = "E1014", "a value is of the wrong kind";
    UNKNOWN_WORD = "E1015", "a word is not one of those that may stand there";
    NO_LINES = "E1016", "the shipment has no lines";
    REPEATED_ID = "E1017", "two things have one id";
    DANGLING_ID = "E1018", "an id names nothing";
    UNSEEN_CHARACTER = "E1019", "an id or code holds a character that cannot be seen";
    LOOKALIKE = "E1020", "a code holds a letter of another script that looks the same";
    ID_FORM = "E1021", "an id is empty or too long";
    // Its codes.
    UNKNOWN_SCHEME = "E1031", "there is no such scheme of codes";
    CODE_IS_NUMBER = "E1032", "a code is written as a number";
    NOT_A_CLASSIFICATION = "E1033", "this is not a classification";
    CODE_ODD_DIGITS = "E1034", "a tariff code has an odd number of digits";
    CODE_NUMBER_FORMAT = "E1035", "a code was turned into a number";
    CODE_FORM = "E1036", "a code is not of its scheme's form";
    CODE_CHAPTER = "E1037", "the Harmonized System has no such chapter";
    CODE_NOT_IN_EDITION = "E1038", "a tariff code does not exist in its edition";
    UNKNOWN_EDITION = "E1039", "there is no such edition";
    CODES_DISAGREE = "E1040", "two tariff codes of a line disagree";
    CHECK_DIGIT = "E1041", "a check digit is wrong";
    // Its countries.
    COUNTRY_FORM = "E1051", "a country is not written as its two-letter code";
    COUNTRY_NOT_ASSIGNED = "E1052", "a code is not that of a country";
    COUNTRY_SWALLOWED = "E1053", "a country code was turned into something else";
    SUBDIVISION = "E1054", "a subdivision is not of its country";
    COUNTRY_NAME = "E1055", "the code and the name are of two countries";
    // Its dates.
    DATE_FORM = "E1061", "a date is not written year-month-day";
    NO_SUCH_DAY = "E1062", "the calendar has no such day";
    DATE_SENTINEL = "E1063", "a date stands for something else";
    DATE_TIMESTAMP = "E1064", "a moment is not a date";
    DATE_SERIAL = "E1065", "a date was turned into a number";
    // Its amounts.
    AMOUNT_IS_NUMBER = "E1071", "an amount is written as a number";
    AMOUNT_FORM = "E1072", "an amount is not a plain decimal";
    AMOUNT_NEGATIVE = "E1073", "an amount is below nought";
    NO_CURRENCY = "E1074", "an amount of money has no currency";
    CURRENCY = "E1075", "there is no such currency";
    UNIT = "E1076", "there is no such unit";
    NO_UNIT = "E1077", "a quantity has no unit";
    DIMENSION_DIFFERS = "E1078", "a unit measures something else";
    CONCENTRATION = "E1079", "a concentration is not a percentage from 0 to 100";
    CONCENTRATIONS_BEYOND_ALL = "E1080", "the components of an item are more than all of it";
    // Its facts and the names that rules declare.
    UNKNOWN_FACT = "E1081", "no loaded rule reads this fact";
    FACT_ELSEWHERE = "E1082", "a fact stands in the wrong place";
    FACT_VALUE = "E1083", "a value is not one the fact can have";
    YES_OR_NO = "E1084", "a fact is yes, no or unknown, not true or false";
    UNKNOWN_DECLARED_NAME = "E1085", "no loaded rule knows this name";
    // Its parties, its way, its authorizations.
    OWNED_BEYOND_ALL = "E1091", "the owners of a party own more than all of it";
    OWNERSHIP_CIRCLE = "E1092", "parties own each other in a circle";
    OWNER_TWICE = "E1093", "an owner is stated twice";
    LEGS_BROKEN = "E1094", "a leg does not begin where the one before ends";
    LEG_NUMBERS = "E1095", "the legs are not numbered one after the other";
    LEG_DAYS = "E1096", "the days of the legs run backwards";
    DEPARTURES_DIFFER = "E1098", "the goods depart on two days";
    AUTHORIZATION_DAYS = "E1097", "an authorization ends before it begins";
    // W1001-W1099: remarks on shipments that are read.
    DATES_OUT_OF_ORDER = "W1001", "dates are in an unusual order";
    NET_ABOVE_GROSS = "W1002", "the net mass is above the gross mass";
    BROKEN_COUNT = "W1003", "a count is not a whole number";
    TOTAL_DIFFERS = "W1004", "the values of the lines do not add up to the total";
    CLASSIFICATIONS_DIFFER = "W1005", "two classifications under one scheme differ";
    STAYS_IN_COUNTRY = "W1006", "the goods stay in one country";
    ODD_TEXT = "W1007", "a text holds characters that do not belong there";
    NOUGHT_VALUE = "W1008", "the value is nought";
    NO_ASSERTER = "W1009", "an asserted fact has no asserter";
    SHIPMENT_REPEATED = "W1010", "a shipment is there more than once";
    PADDED_CODE = "W1011", "a national code is another one with noughts";
    NATIONAL_CHAPTER = "W1012", "a code is in a chapter left to national use";
    NONE_BY_NOBODY = "W1013", "nobody is said to have classified the item";
    FORWARDER_RECEIVES = "W1014", "a forwarder receives the goods, and nobody is said to use them";
    PARTS_ABOVE_WHOLE = "W1015", "the components are worth more than the whole";
    SCREENING_UNDATED = "W1016", "a screening has no date";
    AUTHORIZATION_OVERUSED = "W1017", "more of an authorization is used than it allows";
    UNREAD_NAME = "W1018", "a name that no loaded rule reads";
    COUNTRIES_ALIKE = "W1019", "two countries are easily taken for each other";
    COUNTRY_NAME_UNKNOWN = "W1020", "the name of a country is not one that is known";
    UNIT_VALUES_APART = "W1021", "lines of one code are worth very different amounts";
    // E01xx–E02xx: from the tree to the model.
    NO_HEAD = "E0100", "a file that belongs to no rulebook";
    TWO_HEADS = "E0101", "two rulebooks in one folder";
    UNKNOWN_BOOK = "E0102", "there is no such rulebook here";
    DUPLICATE = "E0103", "one name for two things";
    UNKNOWN_NAME = "E0104", "nothing has this name";
    NAME_OF_ANOTHER_KIND = "E0105", "this name is of another kind of thing";
    MISPLACED_CLAUSE = "E0110", "this clause does not belong in this item";
    REPEATED_CLAUSE = "E0111", "a clause that may stand only once";
    MISSING_CLAUSE = "E0112", "a clause is missing";
    NO_SUCH_COUNTRY = "E0120", "this is no country code";
    BAD_CODE = "E0121", "this is no code of its scheme";
    UNKNOWN_UNIT = "E0122", "this is no unit";
    UNKNOWN_CHOICE = "E0123", "the fact has no such value";
    NO_SUCH_SCHEME = "E0124", "this is no scheme of codes";
    NO_SUCH_CODE = "E0125", "the nomenclature has no such code";
    BAD_NUMBER = "E0126", "this number cannot be held";
    NO_SUCH_EDITION = "E0127", "this is no edition of the scheme";
    TERRITORY = "E0128", "a territory cannot be taken out of its country here";
    TYPES_DIFFER = "E0130", "two things that cannot be compared";
    NOT_A_CONDITION = "E0131", "this fact is not yes or no";
    TOO_MANY_CHOICES = "E0129", "a choice with too many values";
    NOT_A_CHOICE = "E0132", "this fact has no such kind of values";
    DIMENSIONS_DIFFER = "E0133", "quantities of different dimensions";
    NOT_A_PLACE = "E0134", "this fact is not a country";
    NOT_A_DATE = "E0135", "this fact is not a date";
    COMPARATOR = "E0136", "these words do not compare such values";
    EMPTY_PERIOD = "E0140", "a stretch of time that ends before it starts";
    OVERLAPPING_FORCE = "E0141", "two stretches of force that overlap";
    NO_FIRST_DAY = "E0142", "no day is stated here and the instrument has none";
    NO_DAY = "E0145", "a term that is counted from no day";
    TERM_LENGTH = "E0146", "a term that is too short or too long";
    NO_CALENDAR = "E0147", "business days of no calendar";
    CALENDAR_WINDOW = "E0148", "a calendar whose days do not fit what it covers";
    UNBOUND_ENTRY = "E0150", "`listed-entry` without an entry";
    CIRCLE = "E0151", "things that rest on each other in a circle";
    FEW_READINGS = "E0152", "a dispute needs two readings";
    RESTATED_TYPE = "E0153", "a standard fact with another type";
    EFFECT = "E0154", "this effect does not belong here";
    NO_LICENCE = "E0155", "a review policy where no licence is required";
    TWO_QUESTIONS = "E0156", "one fact in two questions";
    ENTRY_COLUMN = "E0157", "this column of the list cannot be read so";
    NOT_IN_FORCE = "E0160", "a change of something that is not in force";
    NO_SUCH_DATE = "E0161", "a date to be replaced that stands nowhere";
    AMENDED_TWICE = "E0162", "two instruments change the same thing on the same day";
    DRAFT = "E0163", "a draft that is in force";
    OTHER_BOOK = "E0165", "an amendment of another rulebook's text";
    EARLY_CHANGE = "E0164", "a change before its instrument is in force";
    TOO_LARGE_UNFOLDED = "E0158", "a rule that is too large once every name in it is written out";
    NO_TABLE = "E0170", "the table is not there";
    TABLE_OUTSIDE = "E0171", "a table outside the rules";
    TABLE_HEADER = "E0172", "the header of a table is wrong";
    TABLE_RAGGED = "E0173", "a row with too few or too many cells";
    TABLE_DATE = "E0174", "a cell that should hold a date";
    TABLE_CODE = "E0175", "a cell that should hold a code";
    TABLE_KEY = "E0176", "a row without a number of its own";
    TABLE_FROM = "E0177", "a row without a first day";
    TABLE_PERIOD = "E0178", "a row that ends before it starts";
    TABLE_INSTRUMENT = "E0179", "a row of an unknown instrument";
    NO_MATCH = "E0180", "an entry that nothing can match";
    UNKNOWN_ENTRY = "E0181", "the list has no such entry";
    UNKNOWN_PART = "E0182", "the list has no such part";
    GIVEN_VALUE = "E0190", "a scenario gives a value of another type";
    GIVEN_TWICE = "E0191", "a scenario gives one thing twice";
    OUT_OF_SCOPE = "E0200", "something is asked of what is not at hand";
    MEASURE = "E0201", "what cannot be added up so";
    TABLE_COLUMN = "E0202", "the table has no such column";
    NO_CITATION = "W0100", "nothing is cited";
    NO_CONDITION = "W0101", "a rule for everything";
    RETROACTIVE = "W0102", "in force before it was published";
    STRICTER_EXCEPTION = "W0103", "an exception that is stricter than what it excepts";
    COUNT = "W0104", "a stated count is wrong";
    COVERED_ENTRY = "W0105", "an entry under another entry";
    NO_AUTHENTIC_LABEL = "W0106", "labels without the authentic language";
    LATE_CONDITION = "W0107", "a condition that falls due after the act";
    DOUBTFUL_COLUMN = "W0108", "a column that is nearly called like a known one";
    NEVER_MET = "W0109", "a condition of which nothing shows that it is met";
    UNUSED = "W0110", "something that nothing uses";
    ONE_SIDED = "W0111", "a change that no scenario looks at from both sides";
    GAP = "W0112", "a gap in time";
    UNSAID = "W0113", "a word that no row of a table says";
    NOT_CHECKABLE = "N0100", "a stated count that cannot be checked";
}
