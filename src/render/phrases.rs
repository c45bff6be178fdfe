//! Every fixed phrase in every language it is printed in.
//!
//! `{0}`, `{1}` … are filled in. Korean phrases put no particle after what is filled in, since its form would depend
//! on the last sound of the word.

macro_rules! phrases {
    ($($name:ident: $english:literal, $korean:literal;)*) => {
        /// A fixed phrase.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Phrase { $($name),* }

        impl Phrase {
            #[cfg(test)]
            pub(super) const ALL: &'static [Phrase] = &[$(Phrase::$name),*];

            pub(super) fn get(self, language: &str) -> Option<&'static str> {
                match (self, language) {
                    $((Phrase::$name, "en") => Some($english), (Phrase::$name, "ko") => Some($korean),)*
                    _ => None,
                }
            }
        }
    };
}

phrases! {
    // Outcomes and policies.
    NotApplicable: "not applicable", "적용 대상 아님";
    NoControlFound: "no control found", "해당 통제 없음(적재된 규칙 기준)";
    NoControlWithDuties: "no control found, with duties", "해당 통제 없음(적재된 규칙 기준), 의무 있음";
    PermittedWithDuties: "permitted with duties", "의무 이행 조건부 가능";
    LicenceRequired: "licence required", "허가 필요";
    Prohibited: "prohibited", "금지";
    Undetermined: "undetermined", "판단 불가";
    UndeterminedBySources: "undetermined by the sources", "판단 불가(출처 상이)";
    Approval: "policy of approval", "원칙적 승인";
    CaseByCase: "case by case", "사안별 심사";
    PresumptionOfDenial: "presumption of denial", "거부 추정";
    PolicyOfDenial: "policy of denial", "원칙적 거부";
    DenialInAllCases: "denial in all cases", "예외 없는 거부";
    NoPolicyStated: "no policy stated", "심사 방침 없음";

    // Parts, parties, licences, tables.
    EachSome: "at least one of the {0} meets it ({1} stated)", "{0} 중 해당하는 것이 있음 (기재 {1})";
    EachNone: "none of the {0} meets it ({1} stated)", "{0} 중 해당하는 것이 없음 (기재 {1})";
    EachAll: "each of the {0} meets it ({1} stated)", "{0} 모두 해당 (기재 {1})";
    EachNotAll: "not each of the {0} meets it ({1} stated)", "{0} 중 해당하지 않는 것이 있음 (기재 {1})";
    EachOpen: "it is not known whether it is met by the {0} ({1} stated)", "{0} 해당 여부 미상 (기재 {1})";
    NotStatedWhole: "whether these are all is not stated", "전부인지 기재되지 않음";
    MemberIs: "{0}: yes", "{0}: 해당";
    MemberNot: "{0}: no", "{0}: 해당 없음";
    MemberOpen: "{0}: not known", "{0}: 미상";
    WithinIs: "what it is made of counts", "그 구성품: 해당";
    WithinNot: "what it is made of does not count", "그 구성품: 해당 없음";
    WithinOpen: "whether what it is made of counts is not known", "그 구성품: 미상";
    StatedNot: "not known", "미상";
    RequiredBy: "a licence is required of it by {0}", "다음 규정에 따라 허가 필요: {0}";
    RequiredByNot: "no licence is required of it by {0}", "다음 규정에 따른 허가 불필요: {0}";
    RequiredByOpen: "it is not known whether a licence is required of it by {0}", "다음 규정에 따른 허가 필요 여부 미상: {0}";
    HeldNone: "no licence {0} is stated", "기재된 허가 없음: {0}";
    Held: "a licence {0} is held that covers this", "이를 포함하는 허가 보유: {0}";
    HeldNot: "no licence {0} that is stated covers this", "기재된 허가가 이를 포함하지 않음: {0}";
    HeldOpen: "it is not known whether a licence {0} that is stated covers this", "기재된 허가의 포함 여부 미상: {0}";
    LicenceFits: "licence {0}, {1}: it covers this", "허가 {0}, {1}: 포함함";
    LicenceNot: "licence {0}, {1}: it does not cover this", "허가 {0}, {1}: 포함하지 않음";
    LicenceOpen: "licence {0}, {1}: it is not known whether it covers this", "허가 {0}, {1}: 포함 여부 미상";
    FitYes: "{0}: yes", "{0}: 예";
    FitNo: "{0}: no", "{0}: 아니오";
    FitOpen: "{0}: not known", "{0}: 미상";
    FitKind: "it is this licence", "해당 허가";
    FitStatus: "it was issued and stands", "발급되어 유효한 상태";
    FitValidity: "the day lies within it", "유효기간 이내";
    FitDestination: "it is for this destination", "목적지 포함";
    FitItem: "it covers the item", "품목 포함";
    FitParties: "it covers who receives the goods", "수령자 포함";
    FitQuantity: "enough of its quantity is left", "잔여 수량 충분";
    FitValue: "enough of its value is left", "잔여 금액 충분";
    FitLine: "the line is shipped under it", "이 허가로 선적";
    FitIssuer: "the authority issued it", "발급 기관 일치";
    OnList: "{0} is on a list: {1}", "{0} 명단에 있음: {1}";
    NotOnList: "{0} is on none of the lists: {1}", "{0} 명단에 없음: {1}";
    OnListOpen: "it is not known whether {0} is on a list: {1}", "{0} 명단 등재 여부 미상: {1}";
    NotScreened: "not screened", "조회하지 않음";
    InRowOf: "{0}, read in the row of {1}", "{0}, {1} 행으로 읽음";
    MarkThere: "{0} has a mark for {1} under {2}", "{0}: {1}, {2} 칸에 표시 있음";
    MarkBlank: "{0} has no mark for {1} under {2}: not required by this rule", "{0}: {1}, {2} 칸에 표시 없음 (이 규정상 불필요)";
    MarkOpen: "what {0} holds for {1} under {2} is not known", "{0}: {1}, {2} 칸 미상";
    EntryCellIs: "the {0} of the entry is {1}", "항목의 {0}: {1}";
    EntryCellNot: "the {0} of the entry is {1}, not {2}", "항목의 {0}: {1} ({2} 아님)";
    EntryCellOpen: "the {0} of the entry is {1}", "항목의 {0}: {1}";

    UnderLaw: "Law: {0}", "법: {0}";
    Outweighed: "Holds without effect, since a policy that holds stands against it: {0}", "해당하나 더 엄격한 방침이 있어 효력 없음: {0}";
    NotRelieved: "Not relieved by: {0}", "적용되지 않은 예외: {0}";
    OnLine: "Line: {0}", "품목: {0}";
    OnLines: "Lines: {0}", "품목: {0}";

    // What was done.
    Conduct: "What was done (a second layer; no part of the outcome)", "있었던 행위 (결과에 포함되지 않는 별도 판단)";
    BreachIs: "{0} ({1}): {2} is established", "{0} ({1}): {2} 인정";
    BreachNot: "{0} ({1}): {2} is not there", "{0} ({1}): {2} 해당 없음";
    BreachOpen: "{0} ({1}): {2} is not established; something is not known", "{0} ({1}): {2} 인정되지 않음 (미상 사실 있음)";
    ThreatMay: "{0}: the authority may impose {1}", "{0}: 기관이 부과할 수 있음: {1}";
    ThreatShall: "{0}: {1}", "{0}: {1}";
    ThreatNot: "{0}: does not apply", "{0}: 적용되지 않음";
    ThreatOpen: "{0}: not established; something is not known", "{0}: 인정되지 않음 (미상 사실 있음)";
    AtMost: "{0} (at most {1})", "{0} (최대 {1})";
    Or: "or", "또는";
    DayNotKnown: "the day is not known", "날짜 미상";

    // Truth.
    True: "true", "참";
    False: "false", "거짓";
    Unknown: "unknown", "미상";

    // The head.
    IfReached: "IF THIS LAW REACHES YOU; whether it does is not known.", "이 법이 적용되는 경우에 한함 (적용 여부 미상).";
    Hypothetical: "HYPOTHETICAL: the day {0} was given for this run and overrides a date of the shipment.", "가정: 이번 실행에 지정된 날짜 {0} (선적 자료의 날짜와 다름)";
    StopDuty: "not by the outcome; but a duty that falls due before is not known to be done (see Duties)", "결과로는 아니오. 다만 사전에 이행할 의무의 이행이 확인되지 않음(의무 참조)";
    Settled: "Settled", "확정";
    SettledYes: "yes: no unknown fact could add, drop or alter anything", "예: 미상 사실이 결과를 바꿀 수 없음";
    SettledSilent: "yes: no unknown fact could add, drop or alter anything; silence is taken for a no (see Taken for granted)", "예: 미상 사실이 결과를 바꿀 수 없음. 다만 기재가 없는 것은 아닌 것으로 보았음(전제 참조)";
    SettledNo: "no: an unknown fact could still change what is required", "아니오: 미상 사실에 따라 요건이 달라질 수 있음";
    SettledNoSources: "no: the sources or the encoding leave it open", "아니오: 출처 또는 수록 상태로 인해 미정";
    BySources: "The sources or the encoding leave open what is required; no fact could tell.", "출처 또는 수록 상태로 인해 판단이 갈리며 사실로 해소되지 않음.";
    Complete: "Complete", "완전";
    CompleteYes: "yes: nothing that is not encoded or disputed touches this", "예: 미수록·다툼 있는 규정이 이 판단과 무관";
    CompleteNo: "no: something not encoded or disputed touches this (see Coverage)", "아니오: 미수록 또는 다툼 있는 규정이 관련됨 (수록 범위 참조)";
    Stop: "Stop", "중단";
    StopLicence: "yes: not before a licence is granted", "예: 허가 전 선적 불가";
    StopProhibited: "yes: no licence route is encoded", "예: 허가 경로 없음";
    StopOpen: "yes: nobody can tell yet; treat as stopped", "예: 아직 판단할 수 없으므로 중단으로 취급";
    StopNo: "no, on the facts shown and the rules loaded", "아니오 (제시된 사실과 적재된 규칙 기준)";
    PresumedCould: "It rests on what is presumed; if the contrary were shown it could be {0}.", "추정에 근거함. 반증 시: {0}.";
    OpeningsCould: "What is still open could bring it down to {0}.", "미상 사항에 따라 완화 가능: {0}.";
    Law: "Law", "적용 법령";
    UpTo: "up to {0}", "{0}까지 반영";
    Text: "text {0}", "본문 {0}";
    Authentic: "authentic text: {0}", "정본 언어: {0}";
    On: "On", "기준일";
    OnUnknown: "unknown: no {0} is stated", "미상: {0} 없음";
    OnFrom: "{0}, from {1} ({2})", "{0} — {1} ({2})";
    OnGiven: "{0}, given for this run instead of {1}", "{0} (이번 실행에 지정, {1} 대신)";
    KnownOn: "Known on", "인지 기준일";
    KnownAll: "everything loaded", "적재된 전체";
    Item: "Item", "품목";
    Line: "Line", "품목 번호";
    Languages: "Languages", "언어";
    LanguagesWords: "{0}: the first that a text has; else English", "{0}: 있는 언어 순, 없으면 영어";

    // Sections.
    Matrix: "Line by line", "품목별 결과";
    Why: "Why", "이유";
    Openings: "Openings", "예외 가능성";
    Presumed: "Presumed until the contrary is shown", "반증이 없는 한 추정";
    Questions: "Questions", "질문";
    NotNeeded: "Not needed", "답할 필요 없음";
    Duties: "Duties", "의무";
    Assumed: "Taken for granted", "전제";
    Coverage: "Coverage", "수록 범위";
    Steps: "Step by step", "단계별 근거";
    StepsDecisive: "The steps that decide", "결정적 단계";

    // Reasons.
    RequiresLicence: "Asks: {0} ({1}, from {2})", "요건: {0} ({1}, {2})";
    Nothing: "nothing", "없음";
    InsteadOfLicence: "Asks: {0}, in place of the licence ({1}, from {2})", "요건: {0} (허가 대신: {1}, {2})";
    AsksNothing: "Asks: nothing", "요건: 없음";
    Asks: "Asks: {0}", "요건: {0}";
    HoldsIfPossible: "this may hold; not enough is known", "해당할 수 있음 (사실 부족)";
    HoldsUnlessEarlier: "unless a rule that goes before it turns out to hold", "우선 적용되는 규칙이 성립하지 않는 한";
    OvercomeBy: "relieved by {0}", "{0}에 따라 완화";
    StiffenedBy: "made stricter by {0}", "{0}에 따라 강화";
    Basis: "Basis: {0}", "근거: {0}";
    BasisNone: "Basis: no citation at hand", "근거: 인용 없음";
    FactAt: "Fact: {0} at {1}", "사실: {0} — {1}";
    FactUsed: "Fact: {0} at {1}, read as {2} ({3})", "사실: {0} — {1}, {2} 처리 ({3})";
    FactAbsent: "Fact: nothing stated at {0}", "사실: {0} 기재 없음";
    ByInstrument: "By: {0}", "법령: {0}";
    NextAsk: "Next: answer {0}", "다음: {0} 답변";
    NextLicence: "Next: apply to {0} for the licence ({1})", "다음: {0} 신청 ({1})";
    NextNone: "Next: no licence route is encoded", "다음: 허가 경로 없음";
    MoreReasons: "{0} more: see the step by step part (--depth full)", "그 밖에 {0}건: --depth full 참조";
    TakesAway: "{0}: it holds, and takes away “{1}”", "{0}: 인정되어 “{1}” 배제";
    LeavesInstead: "{0}: it holds, and leaves {2} in place of what “{1}” leaves", "{0}: 인정되어 “{1}” 대신 {2}";
    MayBeTakenAway: "Whether “{0}” takes it away is not known:", "“{0}”에 따른 배제 여부 미상:";
    TakenAway: "It is taken away: “{0}” holds.", "“{0}”에 해당하여 배제됨.";
    BesideFails: "entry {1} of {0} has the code {2}, and what it demands beside does not hold: {3}", "{0} 제{1}호: 품목번호 {2} 해당, 그 밖의 요건 불충족: {3}";
    Relieves: "{0}: it holds, and takes the place of what the rule asks", "{0}: 인정되어 규칙의 요건 대신 적용";
    Stiffens: "{0}: holds, so the requirement is stricter", "{0}: 해당하여 요건 강화";

    // Openings.
    Leaves: "would leave {0}", "인정되면: {0}";
    LeavesNothing: "would leave nothing to require", "인정되면: 요건 없음";
    Rebutted: "if the contrary is shown, {0}", "반증 시: {0}";
    RebuttedTogether: "if the contrary is shown of this and of others, {0}", "이것과 다른 추정의 반증 시: {0}";
    RebuttedOwes: "if the contrary is shown, owed: {0}", "반증 시 의무: {0}";
    RebuttedNothing: "if the contrary is shown, nothing is required", "반증 시: 요건 없음";
    RebuttedElse: "if the contrary is shown, other duties may be owed or another rule apply", "반증 시: 다른 의무 또는 다른 규정 적용 가능";
    OfRequirement: "to {0}", "대상: {0}";
    AskedAs: "asks {0}", "질문: {0}";
    OnlySources: "on one point the sources or the encoding leave it open", "한 가지 점은 출처 또는 수록 상태로 인해 미정";
    OnCondition: "on condition of {0}", "조건: {0}";

    // Questions.
    WriteAt: "Write the answer at {0}", "답을 적을 곳: {0}";
    Answers: "Answers: {0}", "가능한 답: {0}";
    WaitedFor: "Waits for it: {0}", "이 답에 달린 규정: {0}";
    Hint: "Note: {0}", "참고: {0}";
    OfLine: "line {0}", "{0}번 품목";
    OfShipment: "shipment", "선적 전체";
    BecauseListed: "entry {0} of {1} already covers the item", "{1} 제{0}호에 이미 해당";
    BecauseDecided: "whatever the answer, {0} decides it", "{0}에서 이미 결정됨";

    // Duties.
    By: "by {0}", "의무자: {0}";
    Form: "form {0}", "서식 {0}";
    LaidDownBy: "Laid down by: {0}", "의무 규정: {0}";
    ComesWith: "Comes with: {0}", "함께 적용되는 규정: {0}";
    DutyMet: "done", "이행됨";
    DutyNotMet: "not done", "미이행";
    DutyMetUnknown: "whether it is done is not known", "이행 여부 미상";
    Due: "due {0}", "기한: {0}";
    DueDay: "due {0} ({1})", "기한: {0} ({1})";

    // Coverage.
    Encoded: "Encoded: {0}", "수록: {0}";
    EncodedCount: "What is encoded: {0} (--depth full)", "수록 내용: {0}건 (--depth full)";
    NotEncoded: "Not encoded, touches this: {0}", "미수록(관련 있음): {0}";
    NotEncodedFar: "Not encoded: {0}", "미수록: {0}";
    NotEncodedCount: "Not encoded, does not touch this: {0} (--depth full)", "관련 없는 미수록 규정 {0}건 (--depth full)";
    WouldRequire: "could require something more", "추가 요건이 될 수 있음";
    WouldRelieve: "could relieve", "면제가 될 수 있음";
    WouldStiffen: "could make it stricter", "더 엄격해질 수 있음";
    Disputed: "Disputed: {0}", "다툼 있음: {0}";
    ReadingSays: "{0}: {1} here", "{0}: 이 건에서 {1}";
    ReadBy: "as read by {0}", "근거: {0}";

    // Findings.
    AllHold: "all of these hold", "모두 해당";
    NotAllHold: "not all of these hold", "모두 해당하지는 않음";
    AllOpen: "whether all of these hold is not known", "모두 해당하는지 미상";
    AnyHolds: "one of these holds", "하나 이상 해당";
    NoneHolds: "none of these holds", "해당 없음";
    AnyOpen: "whether one of these holds is not known", "해당 여부 미상";
    AlwaysHolds: "always", "항상";
    NotHolds: "the contrary does not hold", "반대 사실 없음";
    NotFails: "the contrary holds", "반대 사실 있음";
    NotOpen: "the contrary is not known", "반대 사실 미상";
    Holds: "{0} holds", "{0}: 해당";
    HoldsNot: "{0} does not hold", "{0}: 해당하지 않음";
    GivesWay: "it gives way to {0}", "{0} 우선 적용";
    GivesWayNot: "it does not give way to {0}", "{0} 우선 적용되지 않음";
    GivesWayOpen: "whether it gives way to {0} is not known", "{0} 우선 적용 여부 미상";
    Silent: "nothing that is stated tells of “{0}”, which here means no", "“{0}”에 관한 기재가 없어 아닌 것으로 봄";
    IsPresumed: "{0} is presumed, for nothing shows the contrary", "{0}: 반증이 없어 추정됨";
    HoldsOpen: "whether {0} holds is not known", "{0}: 해당 여부 미상";
    IsEntry: "{0} is entry {1} of {2}", "{0}: {2} 제{1}호에 해당";
    NotEntry: "{0} is not met as entry {1} of {2}", "{0}: {2} 제{1}호에 해당하지 않음";
    MaybeEntry: "{0} may be entry {1} of {2}", "{0}: {2} 제{1}호에 해당할 수 있음";
    TheItem: "the item", "품목";
    EntrySays: "“{0}”", "“{0}”";
    EntrySince: "in force since {0}", "{0}부터 시행";
    LeavingOut: "leaving out {0}", "제외: {0}";
    LeftOut: "{2} is left out of entry {1} of {0}, which has the code {3}", "{0} 제{1}호(품목번호 {3})에서 {2} 제외";
    Threshold: "threshold as printed: {0}", "원문 기준: {0}";
    CodeTooShort: "{0} may be on {1} (entries {2}); {3} digits are needed to tell", "{0}: {1} 해당 가능 (제{2}호), {3}자리까지 필요";
    CodeTooShortOne: "{0} may be on {1} (entry {2}); {3} digits are needed to tell", "{0}: {1} 해당 가능 (제{2}호), {3}자리까지 필요";
    NotListed: "no entry of {0} in force on that day covers {1}", "{1}: 기준일에 시행 중인 {0} 항목 없음";
    NotListedOpen: "whether another entry of {0} covers {1} depends on the day, which is not known", "{1}: {0} 다른 항목 해당 여부는 기준일에 따라 다르며 기준일 미상";
    NearLater: "entry {0} does from {1}, {2} later", "제{0}호는 {1}부터 시행({2} 후)";
    NearEarlier: "entry {0} did until {1}, {2} earlier", "제{0}호는 {1}까지 시행({2} 전)";
    OtherEdition: "{1} is a code of edition {2}, and {0} is in edition {3}: whether an entry covers it is not known", "{1}: {2}판 품목번호이고 {0}은(는) {3}판 기준이라 해당 여부 미상";
    LeftTheList: "{1} was a number of {0} until {2}, {3} earlier: it tells nothing of this day", "{1}: {0}의 {2}까지의 번호({3} 전)이므로 해당일 해당 여부 미상";
    ListNotComplete: "no encoded entry of {0} covers {1}, and the list is not encoded completely for that day", "{1}: 수록된 {0} 항목 없음, 해당일의 목록은 일부만 수록됨";
    NoCode: "the item states no code of a kind that {0} goes by", "{0}: 대조할 품목 코드 없음";
    NotClassified: "entries of {0} go by classification, and the item is not classified yet", "{0}: 분류에 따른 항목이 있으나 아직 분류되지 않음";
    Nearest: "nearest: {0}", "가까운 항목: {0}";
    ClassifiedAs: "classified under {0} as {1}", "{0} 분류: {1}";
    ClassifiedNone: "classified under {0}: none", "{0} 분류: 해당 없음";
    ClassificationStale: "the classification under {0} of {1} does not count: the list changed on {2}", "{0}: {1} 분류는 {2} 개정 이전이라 인정되지 않음";
    ClassificationUnknown: "the classification under {0} is not known", "{0} 분류: 미상";
    NoCodeOfKind: "the item states no code of {0}, by which entries of {1} go", "{1}의 일부 항목은 {0} 기준인데 {0} 코드 없음";
    NoCodes: "the item states no code; whether it falls under {0} is not known", "품목 코드가 없어 {0} 해당 여부를 알 수 없음";
    NoCodeUnder: "the item has no such code, and so none under {0}", "해당 체계의 코드가 없으므로 {0}에 해당하지 않음";
    CodeUnder: "{0} falls under {1}", "{0}: {1}에 해당";
    CodeNotUnder: "{0} does not fall under {1}", "{0}: {1}에 해당하지 않음";
    CodeMaybeUnder: "whether {0} falls under {1} is not known", "{0}: {1} 해당 여부를 알 수 없음";
    PlaceIn: "{0} {1} is in {2}", "{0} {1}: {2}에 포함";
    PlaceNotIn: "{0} {1} is not in {2}", "{0} {1}: {2}에 포함되지 않음";
    PlaceOpen: "whether {0} {1} is in {2} is not known", "{0} {1}: {2} 포함 여부 미상";
    PlaceUnknown: "the {0} is not known ({1} is asked)", "{0}: 미상 (기준: {1})";
    PlaceDated: "{0} is in {1} ({2})", "{0}: {1}에 포함 ({2})";
    PlaceDatedNot: "{0} is not in {1} on that day (only {2})", "{0}: 기준일에 {1}에 포함되지 않음 ({2})";
    PlaceDatedOpen: "{0} is in {1} only {2}, and the day is not known", "{0}: {2}에 한하여 {1}에 포함, 기준일 미상";
    Reaches: "this law reaches the act", "이 법의 적용 대상";
    ReachesNot: "this law does not reach the act", "이 법의 적용 대상 아님";
    ReachesOpen: "whether this law reaches the act is not known", "이 법의 적용 여부 미상";
    AllReadings: "it holds on every reading: {0}", "모든 해석에서 해당: {0}";
    NoReading: "it holds on no reading: {0}", "어느 해석에서도 해당하지 않음: {0}";
    ActIs: "the act is {0}", "행위: {0}";
    DayIn: "the day {0} is {1}", "기준일 {0} ({1})";
    DayEarly: "the day {0} is before {1}: {2} early", "{0}: {1} 이전 ({2} 이름)";
    DayLate: "the day {0} is not before {1}: {2} late", "{0}: {1} 이후 ({2} 늦음)";
    DayUnknown: "the day is not known; it is asked to be {0}", "기준일 미상; 요건: {0}";
    FactIs: "{0}: {1}", "{0}: {1}";
    FactUnknown: "{0}: not known", "{0}: 미상";
    ComparedHolds: "{0} is {1} {2}", "{0}: {1} {2} (해당)";
    ComparedFails: "{0} is not {1} {2}", "{0}: {1} {2} (해당하지 않음)";
    ComparedOpen: "whether {0} is {1} {2} is not known", "{0}: {1} {2} (미상)";
    TermAfter: "{0} after {1} is {2}", "{1}부터 {0} 후: {2}";
    TermBefore: "{0} before {1} is {2}", "{1}부터 {0} 전: {2}";
    TermAfterIn: "{0} after {1} in “{3}” is {2}", "{1}부터 {0} 후: {2} (“{3}” 기준)";
    TermBeforeIn: "{0} before {1} in “{3}” is {2}", "{1}부터 {0} 전: {2} (“{3}” 기준)";
    BeyondAfter: "{0} after {1} leaves the days that “{3}” covers ({2})", "{1}부터 {0} 후: “{3}” 수록 기간({2}) 밖";
    BeyondBefore: "{0} before {1} leaves the days that “{3}” covers ({2})", "{1}부터 {0} 전: “{3}” 수록 기간({2}) 밖";
    EarlierIs: "the earlier of {0} is {1}", "{0} 중 이른 날: {1}";
    LaterIs: "the later of {0} is {1}", "{0} 중 늦은 날: {1}";
    NotCovered: "this rulebook is encoded only from {0}; what was required on {1} is not known", "{0} 이전의 규정은 수록되지 않음; {1}의 요건 미상";
    NotCoveredOpen: "this rulebook is encoded only from {0}, and the day is not known", "{0} 이전의 규정은 수록되지 않았고 기준일 미상";
    CouldRequire: "“{0}” is not encoded and could require something: {1}", "“{0}”: 미수록 규정으로 요건이 있을 수 있음: {1}";
    ACode: "the code", "해당 코드";
    Differ: "the sources differ: {0}", "출처가 서로 다름: {0}";
    AlwaysPeriod: "at any time", "언제나";
    FromDay: "on or after {0}", "{0}부터";
    BeforeDay: "before {0}", "{0} 전";
    FromBefore: "on or after {0} and before {1}", "{0}부터 {1} 전까지";
    OneDay: "1 day", "1일";
    Days: "{0} days", "{0}일";
    OneWeek: "1 week", "1주";
    Weeks: "{0} weeks", "{0}주";
    OneMonth: "1 month", "1개월";
    Months: "{0} months", "{0}개월";
    OneYear: "1 year", "1년";
    Years: "{0} years", "{0}년";
    OneBusinessDay: "1 business day", "1영업일";
    BusinessDays: "{0} business days", "{0}영업일";
    KnownBy: "published by then", "해당일까지 공포됨";
    NotKnownBy: "not published by then", "해당일까지 공포되지 않음";
    NeverInForce: "not in force on any day, as the law was known then", "당시 알려진 법령상 시행되는 날이 없음";
    MoreEntries: "{0} more entries under the same rule (--depth full)", "같은 조항의 항목 {0}개 생략 (--depth full)";
    Hidden: "{0} more not shown here ({1})", "{0}단계 생략 ({1})";

    // Why not.
    WhyNotTitle: "Why not {0}?", "{0}: 왜 해당하지 않는가?";
    WhyNotHolds: "it does hold for {0}", "{0}: 해당함";
    WhyNotFails: "it does not hold for {0}", "{0}: 해당하지 않음";
    WhyNotOpen: "whether it holds for {0} is not known", "{0}: 해당 여부 미상";
    FailsAll: "It would have to be otherwise in each of these:", "다음이 모두 달라야 해당함:";
    OpenHere: "Not known:", "미상:";
    Miss: "missed by {0}", "{0} 차이";

    // Over time.
    OverTime: "Over time", "시기별";
    AnyItem: "any item", "품목 미정";
    FromTo: "from {0} to {1}", "{0} → {1}";
    FromPlace: "from {0}", "수출국 {0}";
    ToPlace: "to {0}", "목적국 {0}";
    EachDay: "each day in turn is taken for {0}", "하루하루를 {0} 날짜로 보았음";
    StatedDay: "the shipment itself states {0}", "선적 자료의 날짜: {0}";
    StatedHere: "The shipment's own day, {0}, lies here.", "선적 자료의 날짜 {0} 포함.";
    LookedAt: "Looked at", "조회 기간";
    AllDays: "at all times", "모든 시기";
    ThroughDay: "through {0}", "{0}까지";
    SinceDay: "from {0}", "{0}부터";
    OnDay: "on {0}", "{0} 하루";
    FromThrough: "{0} through {1}", "{0}부터 {1}까지";
    BeforeCovered: "not covered", "수록 범위 이전";
    BeforeCoveredWhy: "This lies before what the rulebook covers, which begins on {0}: what was required then cannot be told from it.", "수록 범위({0}부터) 이전이므로 당시의 요건은 알 수 없음.";
    NothingRequired: "Nothing that is encoded requires anything.", "수록된 규정 중 요건 없음.";
    MayHold: "May hold; not enough is known: {0}.", "해당할 수 있음 (사실 부족): {0}.";
    NotAtHand: "Not checkable: {0} is not encoded completely for these days, so that not finding the item there says nothing.", "확인 불가: 이 시기의 {0} 일부만 수록되어 미수록이 비해당을 뜻하지 않음.";
    ReliefsOpen: "Reliefs that are not shown: {0}.", "증명되지 않은 예외: {0}.";
    PresumedHere: "Presumed: {0}.", "추정: {0}.";
    NotKnown: "Not known: {0}.", "미상: {0}.";
    SourcesDiffer: "The sources differ: {0}.", "출처가 서로 다름: {0}.";
    CitedSince: "Since {0} {1} is cited as {2}.", "{0}부터 {1} 근거 조문: {2}.";
    NotToScale: "not to scale", "기간 비례 아님";
    FromColumn: "From", "시작일";
    ThroughColumn: "Through", "종료일";
    OutcomeColumn: "Outcome", "결과";
    RuleColumn: "Rule and entry", "규칙 및 항목";
    ByColumn: "By", "개정";
    RuleForEntry: "{0}: entry {1}", "{0}: 제{1}호";
    Changed: "What changed: {0}.", "변경: {0}.";
    DayWas: "That day was {0}.", "{0}.";
    CoverBegins: "what this rulebook covers begins", "수록 범위 시작";
    NowHolds: "{0} holds now", "{0} 적용 시작";
    NowMayHold: "{0} may hold now", "{0} 적용 가능";
    NowOvercome: "{0} is relieved now", "{0} 면제";
    NoLongerHolds: "{0} no longer holds", "{0} 적용 종료";
    NoLongerMayHold: "{0} can no longer hold", "{0} 적용 가능성 없음";
    ForKey: "for entry {0}", "(제{0}호)";
    ForKeys: "for entries {0}", "(제{0}호)";
    OfList: "of {0}", "— {0}";
    EasedTo: "what {0} asks can come down to {1} now", "{0}: {1}까지 완화 가능";
    EasedNoLonger: "what {0} asks can come down no further than {1} now", "{0}: {1} 미만 완화 불가";
    StiffenedTo: "what {0} asks can be {1} at the strictest now", "{0}: 최대 {1}";
    DutiesHere: "Duties: {0}.", "의무: {0}.";
    AsksInstead: "{0} asks {1} instead of {2}", "{0}: {2} 대신 {1}";
    ReliefCame: "the relief {0} is there now", "예외 {0} 신설";
    ReliefWent: "the relief {0} is gone", "예외 {0} 종료";
    NowAtHand: "{0} is encoded completely from now on", "{0} 전부 수록";
    NoLongerAtHand: "{0} is not encoded completely from now on", "{0} 일부만 수록";
    NowAsked: "{0} matters now and is not known", "{0} 필요(미상)";
    NoLongerAsked: "{0} matters no longer", "{0} 불필요";
    StillHolds: "Still: {0}.", "계속 적용: {0}.";
    RestAsBefore: "The rest as before.", "그 밖에는 종전과 같음.";
    GapsHere: "Not encoded, and could require something: {0}.", "미수록 규정으로 요건이 있을 수 있음: {0}.";
    GapsThroughout: "Not encoded, and could require something throughout: {0}.", "전 기간에 걸쳐 요건이 있을 수 있는 미수록 규정: {0}.";
    GapsRelieve: "Parts of the law that are not encoded and could relieve, or make it stricter: {0}.", "면제 또는 강화가 될 수 있는 미수록 규정: {0}건.";
    PublishedOn: "published {0}", "{0} 공포";
    InForceOn: "in force {0}", "{0} 시행";
    InForceOnDay: "in force {0}, {1}", "{0} 시행, {1}";
    PublishedOnlyOn: "published only on {0}", "{0}에야 공포";
    ByNone: "By: no instrument is named for that day.", "개정: 해당일의 법령 기재 없음.";
    DoesNotReach: "This law does not reach the act.", "이 법의 적용 대상 아님.";
    ASaturday: "a Saturday", "토요일";
    ASunday: "a Sunday", "일요일";
    AMonday: "a Monday", "월요일";
    // The law as text.
    LawOf: "{0}: the law of {1}", "{0}: {1} 기준 법령";
    NotEncodedBefore: "Nothing is encoded before {0}: what follows is not the law of that day.", "{0} 이전은 수록되지 않음: 아래는 해당일의 법령이 아님.";
    OnlyNamed: "Only what was named is shown.", "지정한 부분만 표시함.";
    Instruments: "Instruments", "법령 및 개정";
    Groups: "Groups", "국가 그룹";
    Lists: "Lists", "목록";
    Definitions: "Definitions", "정의";
    Rules: "Rules", "규정";
    Orders: "Order of review", "심사 순서";
    Reckoned: "Tables, shares, sums and counts", "표·비율·합계·개수";
    ConductOf: "Violations and sanctions", "위반과 제재";
    Disputes: "Disputes", "다툼";
    KindRulebook: "rulebook", "규정집";
    KindInstrument: "instrument", "법령";
    KindGroup: "group", "그룹";
    KindList: "list", "목록";
    KindEntry: "entry", "항목";
    KindDefine: "definition", "정의";
    KindDispute: "dispute", "다툼";
    KindRule: "rule", "규정";
    KindException: "exception", "예외";
    KindPolicy: "policy", "심사 방침";
    KindClosedList: "closed list", "한정 목록";
    KindOrder: "order", "순서";
    KindDuty: "duty", "의무";
    KindTable: "table", "표";
    KindShare: "share", "비율";
    KindSum: "sum", "합계";
    KindCount: "count", "개수";
    KindViolation: "violation", "위반";
    KindSanction: "sanction", "제재";
    DaysFrom: "from {0}", "{0}부터";
    DaysFromThrough: "from {0} through {1}", "{0}부터 {1}까지";
    DaysThrough: "through {0}", "{0}까지";
    Announced: "announced {0}", "{0} 예고";
    Published: "published {0}", "{0} 공포";
    InForceFrom: "in force {0}", "{0} 시행";
    InForceFor: "in force {0} for {1}", "{0} 시행 ({1})";
    Corrects: "correcting {0}", "정정 대상: {0}";
    NotYetLaw: "a draft, not yet law", "초안(아직 법령 아님)";
    NotInForceThen: "not in force yet on that day", "해당일 미시행";
    NoDayStated: "no day in force is stated", "시행일 기재 없음";
    NoInstrument: "the text as enacted, which names no instrument", "제정 조문(법령 표시 없음)";
    NoMembers: "No members on that day.", "해당일 구성원 없음.";
    OneMember: "1 member: {0}", "구성원 1: {0}";
    Members: "{0} members: {1}", "구성원 {0}: {1}";
    MembersUncertain: "Whether these are members is not known: {0}", "포함 여부 미상: {0}";
    TakenOut: "{0} was taken out [{1}]", "{0} 제외 [{1}]";
    OneEntry: "{0} entry in force", "시행 중 항목 {0}개";
    EntriesInForce: "{0} entries in force", "시행 중 항목 {0}개";
    CountBy: "{0} by {1}", "{1} {0}개";
    CountEnacted: "{0} by the text as enacted", "제정 당시 {0}개";
    StatedBy: " by {0}", " ({0})";
    StatedInAll: "Stated{2}: {0} entries on {1}; ", "기재{2}: {1} 현재 {0}개; ";
    StatedAdded: "Stated{2}: {0} entries added on {1}; ", "기재{2}: {1} 추가 {0}개; ";
    Proved: "proved by the rows at hand", "수록된 항목과 일치";
    Refuted: "not proved: {0} are at hand", "불일치: 수록된 항목 {0}개";
    NotCheckable: "{0} are at hand, and the count cannot be checked because {1}", "수록된 항목 {0}개, 대조 불가: {1}";
    ListBegins: "Nothing was on the list before {0}.", "{0} 전에는 목록에 항목 없음.";
    CompleteFor: "Complete on that day by {0}: what is not listed is not on the list.", "해당일 완전 수록: {0}";
    IncompleteFor: "Not encoded completely on that day by {0}: what is not found may still be on the list.", "해당일 일부만 수록: {0} (없더라도 목록에 있을 수 있음)";
    ColumnEntry: "No.", "번호";
    ColumnCode: "code", "품목번호";
    ColumnSince: "since", "시행일";
    ColumnBy: "by", "법령";
    ColumnWhat: "what", "품목";
    EntriesHidden: "{0} more entries (--all)", "항목 {0}개 생략 (--all)";
    WithCondition: "with a condition, see below", "추가 요건 있음(아래 참조)";
    FirstListed: "first listed {0}", "최초 지정 {0}";
    FirstListedUnknown: "when first listed is not recorded", "최초 지정일 기록 없음";
    ToldAbove: "(its text stands above)", "(위에 수록)";
    DisputedHere: "Disputed: {0} (see the dispute {1})", "다툼 있음: {0} ({1} 참조)";
    InThisWording: "in this wording {0}", "이 조문: {0}";
    SuspendedBy: "SUSPENDED by {0} {1}", "{0}에 따라 효력 정지 {1}";
    WouldReadThen: "Without that it would read:", "정지되지 않은 경우의 조문:";
    RepealedBy: "(repealed by {0} {1})", "({0}에 따라 폐지, {1})";
    NotYetInForce: "(not in force yet on that day; in force from {0})", "(해당일 미시행, {0}부터 시행)";
    NoLongerInForce: "(no longer in force; it was through {0})", "(시행 종료, {0}까지 시행)";
    DraftOf: "DRAFT, not law: {0} would enact this:", "초안(법령 아님): {0}";
    DraftText: "DRAFT, not law: {0} would put this in its place{1}:", "초안(법령 아님): {0} 개정안{1}:";
    DraftRepeal: "DRAFT, not law: {0} would repeal this{1}", "초안(법령 아님): {0} 폐지안{1}";
    DraftSuspension: "DRAFT, not law: {0} would suspend this{1}", "초안(법령 아님): {0} 효력 정지안{1}";
    AheadText: "to be amended by {0}{1}:", "개정 예정: {0}{1}:";
    AheadRepeal: "to be repealed by {0}{1}", "폐지 예정: {0}{1}";
    AheadSuspension: "to be suspended by {0}{1}", "효력 정지 예정: {0}{1}";
    ReadFrom: "Read from: {0}", "출처: {0}";

    // Histories.
    HistoryOf: "History of {0} ({1})", "연혁: {0} ({1})";
    KnownThen: "As known on {0}.", "{0} 현재 공포된 범위.";
    NothingKnown: "Nothing of it is known.", "알려진 연혁 없음.";
    WasEnacted: "Enacted", "제정";
    EntriesMoved: "Entries", "항목";
    WasAmended: "Amended", "개정";
    WasRepealed: "Repealed", "폐지";
    WasSuspended: "Suspended", "효력 정지";
    WasRevived: "In force again", "효력 회복";
    IsProposed: "Proposed", "개정안";
    WasCounted: "Counted", "항목 수 기재";
    WasListed: "Listed", "지정";
    WasReplaced: "Listed in another form", "변경 지정";
    WasUnlisted: "Taken off", "지정 해제";
    WasCorrected: "Corrected", "정정됨";
    BearsOn: "in force {0}", "시행: {0}";
    KnownSince: "known from {0} (no publication is stated)", "{0}부터 알려짐 (공포일 기재 없음)";
    KnownSinceUnstated: "no publication is stated", "공포일 기재 없음";
    WouldRead: "The draft would put this in its place:", "개정안:";
    WouldRepeal: "The draft would repeal it.", "폐지안.";
    WouldSuspend: "The draft would suspend it.", "효력 정지안.";
    MembersAdded: "Added: {0}", "추가: {0}";
    MembersRemoved: "Removed: {0}", "제외: {0}";
    EntriesAdded: "+{0} added", "추가 +{0}";
    EntriesReplaced: "{0} replaced", "변경 {0}";
    EntriesRemoved: "−{0} removed", "삭제 −{0}";
    NoEntries: "no entry comes or goes", "항목 변동 없음";
    ThenInForce: "{0} then in force", "당시 시행 {0}개";
    NoCodeHere: "no code", "품목번호 없음";

    // Close.
    Closing: "Unofficial encoding of the law, not legal advice. It speaks only of the rules loaded.", "비공식 법령 부호화이며 법률 자문이 아님. 적재된 규칙만을 대상으로 함.";
    DeclaredDestination: "declared destination", "신고 목적국";
    KnownEndDestination: "known end destination", "최종 목적국";
    Destination: "destination", "목적국";
    Origin: "country of origin", "원산지";
    CountryOfExport: "country of export", "수출국";
    EndUser: "country of the end user", "최종사용자 국가";
    Consignee: "country of the consignee", "수하인 국가";
    Export: "export", "수출";
    Reexport: "re-export", "재수출";
    Transit: "transit", "경유";
    Transhipment: "transhipment", "환적";
    InCountryTransfer: "transfer within a country", "국내 이전";
    Brokering: "brokering", "중개";
    IntangibleTransfer: "intangible transfer", "무형 이전";
    TemporaryExport: "temporary export", "일시 수출";
    Return: "return", "반송";
}
