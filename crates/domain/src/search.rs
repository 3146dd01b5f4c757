//! Finding things in Chinese: splitting text for full-text search, and pinyin for picking names.

use crate::{
    fields::Fields,
    member::{INITIALS, PINYIN},
};
use pinyin::ToPinyin;

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Puts a space between CJK characters, so that a plain full-text index takes each as a word; asked
/// for as a phrase, even two characters are then found. Other words are lower-cased and kept whole.
pub fn split_cjk(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut after_cjk = true;
    for c in text.chars() {
        let cjk = is_cjk(c);
        if cjk || !c.is_alphanumeric() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            if cjk {
                out.push(c);
            }
        } else {
            if after_cjk && !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            out.extend(c.to_lowercase());
        }
        after_cjk = cjk;
    }
    out.truncate(out.trim_end().len());
    out
}

/// Surnames whose reading as a name differs from the common one.
const SURNAMES: &[(char, &str)] = &[
    ('单', "shan"),
    ('曾', "zeng"),
    ('仇', "qiu"),
    ('区', "ou"),
    ('查', "zha"),
    ('解', "xie"),
    ('尉', "wei"),
    ('乐', "yue"),
    ('盖', "ge"),
    ('任', "ren"),
    ('朴', "piao"),
    ('翟', "zhai"),
    ('晟', "cheng"),
    ('缪', "miao"),
];

/// Full pinyin and initials of a name, without tones: 周明远 → (`zhoumingyuan`, `zmy`).
///
/// Computed once where the name is written and stored beside it; letters and digits stand for themselves.
pub fn pinyin_keys(name: &str) -> (String, String) {
    keys(name, SURNAMES)
}

/// The same of what is no person: its first character is no surname.
pub fn part_keys(name: &str) -> (String, String) {
    keys(name, &[])
}

fn keys(name: &str, surnames: &[(char, &'static str)]) -> (String, String) {
    let (mut full, mut initials) = (String::new(), String::new());
    for (i, c) in name.chars().filter(|c| c.is_alphanumeric()).enumerate() {
        let surname = surnames.iter().find(|(name, _)| i == 0 && *name == c).map(|(_, reading)| *reading);
        let lower = c.to_lowercase().to_string();
        let syllable = surname.or_else(|| c.to_pinyin().map(|p| p.plain())).unwrap_or(&lower);
        full.push_str(syllable);
        initials.extend(syllable.chars().next());
    }
    // ü is typed as v on every keyboard.
    (full.replace('ü', "v"), initials)
}

/// A body with the keys that its name is found by, as [`pinyin_keys`] or [`part_keys`] make them, stored beside it, so that no
/// phone needs a dictionary.
pub fn with_keys(body: Fields, (full, initials): (String, String)) -> Fields {
    body.with(PINYIN, full).with(INITIALS, initials)
}

/// Family names of two characters; all others have one.
const COMPOUND: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "尉迟", "西门", "东方", "皇甫", "慕容", "令狐", "公孙", "司徒", "夏侯", "宇文",
    "长孙", "端木", "百里", "呼延", "南宫", "钟离", "申屠", "轩辕", "东郭", "闻人", "澹台", "公冶", "宗政", "濮阳",
    "太叔", "赫连",
];

/// What the name of a person is found by, each from its start: the pinyin and the initials of the whole name and of the
/// given name alone. `full` and `initials` are what [`pinyin_keys`] made of the name.
///
/// Where the given name begins is read from the two, so that a phone needs no dictionary; where it could begin at several
/// places, as in fangang, it answers to each.
pub fn name_keys<'a>(name: &str, full: &'a str, initials: &'a str) -> Vec<&'a str> {
    let mut keys = vec![full, initials];
    let family = if COMPOUND.iter().any(|compound| name.strip_prefix(compound).is_some_and(|given| !given.is_empty())) {
        2
    } else {
        1
    };
    // Longer names are spelled by sound from other languages and have no family name before the given one.
    if (family + 1..=4).contains(&initials.len()) && full.is_ascii() && initials.is_ascii() {
        let (before, given) = initials.split_at(family);
        let begins = |at: &usize| is_read_as(&full[..*at], before) && is_read_as(&full[*at..], given);
        let starts = (1..full.len()).filter(begins).map(|at| &full[at..]);
        keys.extend(starts);
        keys.push(given);
    }
    keys
}

/// Whether letters can be read as syllables that begin with these initials, one after another.
fn is_read_as(letters: &str, initials: &str) -> bool {
    let Some(initial) = initials.chars().next() else { return letters.is_empty() };
    let ends = 1..=letters.len().min(6);
    letters.starts_with(initial)
        && ends.into_iter().any(|end| is_syllable(&letters[..end]) && is_read_as(&letters[end..], &initials[1..]))
}

/// Whether letters have the build of a syllable of pinyin: consonants, vowels, and perhaps n, ng or r.
fn is_syllable(letters: &str) -> bool {
    let is_vowel = |c: char| "aeiouv".contains(c);
    let consonants = letters.find(is_vowel).unwrap_or(letters.len());
    let (begin, rest) = letters.split_at(consonants);
    let end = rest.trim_start_matches(is_vowel);
    end.len() < rest.len()
        && (begin.len() < 2 || matches!(begin, "zh" | "ch" | "sh"))
        && matches!(end, "" | "n" | "ng" | "r")
}

/// How a name answers to what somebody typed; what begins as typed comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The whole name does.
    Whole,
    /// The given name alone does.
    Given,
}

/// Whether a name answers to what somebody typed: characters of the name, or the start of the pinyin or the initials of the
/// whole name or of the given name.
pub fn name_answers(name: &str, full: &str, initials: &str, typed: &str) -> Option<Answer> {
    let typed = as_keys(typed);
    let is_whole = typed.is_empty()
        || name.to_lowercase().contains(&typed)
        || initials.starts_with(&typed)
        || full.starts_with(&typed);
    if is_whole {
        return Some(Answer::Whole);
    }
    // Most names are ruled out without being read.
    let may_be_given = full.contains(&typed) || initials.contains(&typed);
    let by_given = may_be_given && name_keys(name, full, initials).iter().any(|key| key.starts_with(&typed));
    by_given.then_some(Answer::Given)
}

/// Whether the name of a venue or of a part of the organisation answers to what somebody typed: characters of it, or its
/// pinyin or initials from any character on, since such names begin alike.
pub fn part_answers(name: &str, full: &str, initials: &str, typed: &str) -> bool {
    let typed = as_keys(typed);
    as_keys(name).contains(&typed) || full.contains(&typed) || initials.contains(&typed)
}

/// A letter, digit or mark as wide as a Chinese character, as the narrow one that it stands for.
pub const fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(c as u32 - 0xfee0) {
            Some(narrow) => narrow,
            None => c,
        },
        _ => c,
    }
}

/// What was typed as it is compared: small letters without space between them, and those as wide as a Chinese character like
/// any others.
fn as_keys(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).map(narrow).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_split_into_characters_and_other_words_stay_whole() {
        for (text, split) in [
            ("老旧小区加装电梯", "老 旧 小 区 加 装 电 梯"),
            ("请来5G基站，OK。", "请 来 5g 基 站 ok"),
            ("abc def", "abc def"),
            ("", ""),
            ("，。", ""),
        ] {
            assert_eq!(split_cjk(text), split);
        }
    }

    #[test]
    fn letters_as_wide_as_a_character_are_letters() {
        let (full, initials) = pinyin_keys("周明远");
        assert_eq!(name_answers("周明远", &full, &initials, "ＺＭＹ"), Some(Answer::Whole));
        assert_eq!(name_answers("周明远", &full, &initials, "　ｚｈｏｕ ming"), Some(Answer::Whole));
    }

    #[test]
    fn a_venue_answers_to_the_sound_of_any_part_of_its_name() {
        let body = with_keys(Fields::default(), part_keys("清河镇政协联络组"));
        assert_eq!(part_keys("区实验小学").1, "qsyxx", "no surname stands at its head");
        let (full, initials) = (body.text(PINYIN).unwrap(), body.text(INITIALS).unwrap());
        let answers = |typed: &str| part_answers("清河镇政协联络组", full, initials, typed);
        assert!(["清河", "qinghe", "QHZ", "lianluo", "llz", ""].into_iter().all(answers));
        assert!(!["baishi", "河清"].into_iter().any(answers));
    }

    #[test]
    fn a_name_is_found_by_character_initials_and_pinyin() {
        let name = "周明远";
        let (full, initials) = pinyin_keys(name);
        assert_eq!((full.as_str(), initials.as_str()), ("zhoumingyuan", "zmy"));
        for typed in ["", "周", "明远", "zmy", "ZM", "zhou", "zhoum", " z m "] {
            assert_eq!(name_answers(name, &full, &initials, typed), Some(Answer::Whole), "{typed}");
        }
        for typed in ["mingyuan", "ming", "my", "M Y", "m"] {
            assert_eq!(name_answers(name, &full, &initials, typed), Some(Answer::Given), "{typed}");
        }
        for typed in ["y", "yuan", "houm", "ingyuan", "李", "zhang", "zy"] {
            assert_eq!(name_answers(name, &full, &initials, typed), None, "{typed}");
        }
    }

    #[test]
    fn the_given_name_is_found_wherever_the_family_name_ends() {
        for (name, given) in [
            ("张红", vec!["hong", "h"]),
            ("单国强", vec!["guoqiang", "gq"]),
            ("欧阳修", vec!["xiu", "x"]),
            ("尉迟勇", vec!["yong", "y"]),
            ("赵安", vec!["an", "a"]),
            ("陈恩", vec!["en", "e"]),
            ("郑楠楠", vec!["nannan", "nn"]),
            ("吕红", vec!["hong", "h"]),
            ("司马相如", vec!["xiangru", "xr"]),
        ] {
            let (full, initials) = pinyin_keys(name);
            assert_eq!(name_keys(name, &full, &initials)[2..], given, "{name}");
        }
        let (full, initials) = pinyin_keys("阿卜杜拉·买买提");
        assert_eq!(name_keys("阿卜杜拉·买买提", &full, &initials).len(), 2);
        assert_eq!(name_keys("丁", "ding", "d"), ["ding", "d"]);
        assert_eq!(name_keys("无名", "", ""), ["", ""]);
    }

    #[test]
    fn a_surname_is_read_as_a_surname() {
        assert_eq!(pinyin_keys("单国强").1, "sgq");
        assert_eq!(pinyin_keys("曾毅").0, "zengyi");
        assert_eq!(pinyin_keys("吕红").0, "lvhong");
    }
}
