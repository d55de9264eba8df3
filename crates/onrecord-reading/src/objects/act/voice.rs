//! Whose page it is: a ministry or a union speaks in its own text, a paper tells of others.
//!
//! Takes the lines above the text, gives who speaks there; of a paper, an agency of news or a channel, nobody.

use super::{Acts, Party};
use crate::{Speaker, SpeakerKind};

/// Nouns for what has a page of its own and asks others for something.
const INSTITUTIONS: &str = "ministry embassy consulate mission delegation department office commission commissioner committee council union \
    association foundation fund federation confederation league society bureau assembly parliament senate court chamber institute university \
    academy centre center conference forum congress movement campaign network alliance coalition organisation organization government \
    administration authority representation secretariat party museum library house church diocese school guild board trust cabinet \
    министерство мид посольство консульство представительство миссия департамент управление комиссия комитет совет союз ассоциация фонд \
    федерация конфедерация лига общество бюро парламент сенат палата институт университет академия центр конференция форум конгресс \
    движение кампания объединение организация правительство администрация секретариат партия музей библиотека дом церковь епархия школа";

/// What names of papers, agencies of news and channels hold.
const MEDIA: &str = "news radio television tv broadcasting broadcaster channel post daily weekly times herald courier gazette tribune journal \
    observer wire today chronicle mail telegraph press monitor review online independent voice magazine correspondent evening morning \
    новости радио телевидение тв телеканал канал газета журнал вестник вести курьер агентство информагентство известия вечерний обозреватель";

impl Acts<'_> {
    /// Who carries the text, where that one speaks in it: an office or a union on its own page, not a paper.
    pub(in crate::objects) fn own_voice(&self) -> Option<Party> {
        let above = self.namer.above();
        let speaks = |s: &&Speaker| above.iter().any(|line| *line == s.name);
        if let Some(speaker) = self.statements.iter().filter_map(|s| s.speaker.as_ref()).find(speaks) {
            return Some(self.settled(Party { span: None, ..Party::of_speaker(speaker) }));
        }
        let outlet = self.namer.outlet().filter(|line| is_institution(line))?;
        let why = "who carries the text".to_owned();
        Some(Party { name: outlet.to_owned(), kind: SpeakerKind::Body, span: None, why })
    }
}

/// "Consular Department of Ardland", "Press Service of the President"; not "Marenian Press Service".
fn is_institution(line: &str) -> bool {
    let lower = line.to_lowercase().replace('ё', "е");
    let own =
        ["press service of ", "press office of ", "press department of ", "information office of ", "пресс-служба "];
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let among = |list: &str| words().any(|w| list.split_whitespace().any(|l| l == w));
    own.iter().any(|o| lower.contains(o)) || among(INSTITUTIONS) && !among(MEDIA)
}
