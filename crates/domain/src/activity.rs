//! The duty activity 履职活动: its vocabulary and a typed view over its fields.

use crate::{
    confirmation,
    day::local_time,
    fields::Fields,
    id::{MemberId, RecordId, VenueId},
    kind::text_enum,
    review::Review,
};
use jiff::civil::{Date, DateTime};

/// What was done: an [`ActivityType`] id, or one that the committee has added.
pub const TYPE: &str = "type";
/// A [`Phase`] id.
pub const PHASE: &str = "phase";
/// Local start, `2026-05-04T09:00`.
pub const START: &str = "start";
/// Local end, of the same form.
pub const END: &str = "end";
/// The id of the venue credited; a field of its own, since the feed says who reads, not who is credited.
pub const VENUE: &str = "venue";
/// A place in words, where no venue is credited or beside it.
pub const PLACE: &str = "place";
/// Whether it was held online.
pub const ONLINE: &str = "online";
/// Flat map: member id → an [`Attendance`] id.
pub const ATTENDANCE: &str = "attendance";
/// Flat map: measure id → whole number, not below zero.
pub const MEASURE: &str = "measure";
/// What happened, in at most [`NARRATIVE_MAX`] characters.
pub const NARRATIVE: &str = "narrative";
/// Set of tags.
pub const TAGS: &str = "tags";
/// A [`Review`] id.
pub const REVIEW: &str = "review";
/// Why it was returned or made void.
pub const REVIEW_REASON: &str = "review_reason";
/// The member whom somebody else recorded it for (代录); set when the record is created.
pub const RECORDED_FOR: &str = "recorded_for";
/// How that member agreed and to what, one value: `{"how": "device", "of"}` or `{"how": "signature", "drawn": <path of an
/// SVG>, "of"}`, where `of` is the [`mark`](confirmation::mark) of the record.
pub const CONFIRMED: &str = "confirmed";
/// Flat map: member id → why somebody listed says not to have been there, at most [`OBJECTION_MAX`] characters.
pub const OBJECTION: &str = "objection";
/// The contact unit that was visited.
pub const CONTACT_UNIT: &str = "contact_unit";
/// The record that this one grew out of.
pub const ORIGIN: &str = "origin";
/// How often it was corrected after its approval; the server counts.
pub const CORRECTED: &str = "corrected";
/// The record that took this one in, where it was a duplicate.
pub const MERGED_INTO: &str = "merged_into";
/// What the review said before this record was merged into another; the server keeps it, so that a merge can be undone.
pub const REVIEW_BEFORE: &str = "review_before";
/// The record that this one had been merged into and came back from; the server keeps it.
pub const BACK_FROM: &str = "back_from";
/// Flat map: member → how the office settled an objection of theirs: an [`Attendance`] id or [`SETTLED_OFF`]; the server keeps it.
pub const SETTLED: &str = "settled";
/// Somebody was taken off the list.
pub const SETTLED_OFF: &str = "off";
/// Whether its writer had lost the grant of its feed when it came; the server says so, since whoever reviews is to know.
pub const AFTER_REVOCATION: &str = "after_revocation";
/// Flat map: record taken in → what its merging changed here, as the fields were before.
pub const MERGED: &str = "merged";
/// Why an activity that was announced will not take place, at most [`OBJECTION_MAX`] characters.
pub const CANCEL_REASON: &str = "cancel_reason";
/// The longest objection, in characters.
pub const OBJECTION_MAX: usize = 500;
/// The longest drawing of a signature, in bytes.
pub const SIGNATURE_MAX: usize = 20_000;
/// The longest narrative, in characters.
pub const NARRATIVE_MAX: usize = 5_000;

text_enum! {
    /// Preset types of activities; a committee may add its own, and types are never mixed up.
    ActivityType {
        /// Members go to see people.
        Visit = "visit" "走访",
        /// A question is studied on the spot.
        Research = "research" "调研",
        /// Help given freely.
        VolunteerService = "volunteer_service" "志愿服务",
        /// A meeting of a consultation.
        ConsultationMeeting = "consultation_meeting" "协商会",
        /// Members learn together.
        StudyTraining = "study_training" "学习培训",
        /// A work or a project is looked at.
        Inspection = "inspection" "视察",
        /// Learning from another place.
        StudyTour = "study_tour" "考察",
        /// Members receive the public at a venue.
        ReceptionDay = "reception_day" "委员接待日",
        /// Reading together.
        Reading = "reading" "读书",
        /// Policies explained to the public.
        OutreachTalk = "outreach_talk" "宣讲",
        /// A meeting of another sort.
        Meeting = "meeting" "会议",
        /// A practical matter settled for people.
        PracticalHelp = "practical_help" "帮办实事",
        /// The committee visits its members.
        MemberVisit = "member_visit" "走访委员",
    }
}

text_enum! {
    /// How far an activity has come.
    Phase {
        /// Still to come.
        Planned = "planned" "计划中",
        /// It took place; only held activities count.
        Held = "held" "已开展",
        /// It will not take place.
        Cancelled = "cancelled" "已取消",
    }
}

text_enum! {
    /// What is known of a member at an activity.
    Attendance {
        /// Invited, no answer yet.
        Invited = "invited" "已邀请",
        /// Says to come.
        Accepted = "accepted" "参加",
        /// Was there.
        Present = "present" "到场",
        /// Excused.
        Leave = "leave" "请假",
        /// Missed without leave.
        Absent = "absent" "缺席",
    }
}

text_enum! {
    /// Preset measures; a committee may define its own under other ids.
    Measure {
        /// 人数: people met at this activity; adding it up over activities does not count distinct people.
        Persons = "persons" "人数",
        /// 人次: times that somebody was met or served.
        PersonTimes = "person_times" "联系群众",
        /// Problems solved.
        ProblemsSolved = "problems_solved" "解决问题",
    }
}

impl Measure {
    /// The flat key that holds it.
    pub fn field(self) -> String {
        format!("{MEASURE}:{self}")
    }

    /// The unit that stands behind the number.
    pub const fn unit_zh(self) -> &'static str {
        match self {
            Measure::Persons => "人",
            Measure::PersonTimes => "人次",
            Measure::ProblemsSolved => "件",
        }
    }
}

/// The flat key of a member's attendance.
pub fn attendance_field(member: MemberId) -> String {
    format!("{ATTENDANCE}:{member}")
}

/// The flat key of a member's objection.
pub fn objection_field(member: MemberId) -> String {
    format!("{OBJECTION}:{member}")
}

/// The flat key of how a member's objection was settled.
pub fn settled_field(member: MemberId) -> String {
    format!("{SETTLED}:{member}")
}

/// A typed view over the fields of an activity. Reading never fails: what cannot be read is `None`.
#[derive(Debug, Clone, Copy)]
pub struct Activity<'a>(pub &'a Fields);

impl<'a> Activity<'a> {
    /// What was done, where it is a preset.
    pub fn kind(self) -> Option<ActivityType> {
        self.0.parsed(TYPE)
    }

    /// What was done, in Chinese; a type of the committee's own shows its id.
    pub fn type_zh(self) -> &'a str {
        self.kind().map(ActivityType::zh).or(self.0.text(TYPE)).unwrap_or("活动")
    }

    /// How far it has come.
    pub fn phase(self) -> Option<Phase> {
        self.0.parsed(PHASE)
    }

    /// The local start.
    pub fn start(self) -> Option<DateTime> {
        self.0.text(START).and_then(local_time)
    }

    /// The local end.
    pub fn end(self) -> Option<DateTime> {
        self.0.text(END).and_then(local_time)
    }

    /// The day it is counted on.
    pub fn day(self) -> Option<Date> {
        self.start().map(DateTime::date)
    }

    /// The venue credited.
    pub fn venue(self) -> Option<VenueId> {
        self.0.parsed(VENUE)
    }

    /// What happened.
    pub fn narrative(self) -> &'a str {
        self.0.text(NARRATIVE).unwrap_or("")
    }

    /// Where the review stands.
    pub fn review(self) -> Option<Review> {
        self.0.parsed(REVIEW)
    }

    /// The reason that came with a return or a void.
    pub fn review_reason(self) -> Option<&'a str> {
        self.0.text(REVIEW_REASON)
    }

    /// What is known of one member; `None` where the member is not listed.
    pub fn attendance_of(self, member: MemberId) -> Option<Attendance> {
        self.0.parsed(&attendance_field(member))
    }

    /// Everybody listed, with what is known of each.
    pub fn attendance(self) -> impl Iterator<Item = (MemberId, Attendance)> + 'a {
        self.0.map(ATTENDANCE).filter_map(|(id, state)| Some((id.parse().ok()?, state.as_str()?.parse().ok()?)))
    }

    /// Who objects to being listed, and why.
    pub fn objections(self) -> impl Iterator<Item = (MemberId, &'a str)> + 'a {
        self.0.map(OBJECTION).filter_map(|(id, why)| Some((id.parse().ok()?, why.as_str()?)))
    }

    /// Whom the office found away, as an [`Attendance`] id or [`SETTLED_OFF`], and who is not listed as present since.
    pub fn found_away(self) -> impl Iterator<Item = (MemberId, &'a str)> + 'a {
        let settled = self.0.map(SETTLED).filter_map(|(id, how)| Some((id.parse().ok()?, how.as_str()?)));
        settled.filter(move |(id, how)| *how != "present" && self.attendance_of(*id) != Some(Attendance::Present))
    }

    /// The member whom somebody else recorded it for.
    pub fn recorded_for(self) -> Option<MemberId> {
        self.0.parsed(RECORDED_FOR)
    }

    /// Whether it waits for the member whom it was recorded for to agree to it as it is: until then it does not count.
    pub fn awaits_confirmation(self) -> bool {
        self.recorded_for().is_some() && !confirmation::stands(self.0)
    }

    /// The contact unit that was visited.
    pub fn contact_unit(self) -> Option<RecordId> {
        self.0.parsed(CONTACT_UNIT)
    }

    /// How often it was corrected after its approval.
    pub fn corrections(self) -> i64 {
        self.0.int(CORRECTED).unwrap_or(0)
    }

    /// The record that took this one in.
    pub fn merged_into(self) -> Option<RecordId> {
        self.0.parsed(MERGED_INTO)
    }

    /// Those who were there.
    pub fn present(self) -> impl Iterator<Item = MemberId> + 'a {
        self.attendance().filter(|(_, state)| *state == Attendance::Present).map(|(member, _)| member)
    }

    /// A measure; absent is 0.
    pub fn measure(self, measure: Measure) -> i64 {
        self.0.int(&measure.field()).unwrap_or(0)
    }

    /// One line to recognise it by: the beginning of what happened, else the type.
    ///
    /// The title is the first sentence of the narrative, cut at `max` characters.
    pub fn title(self, max: usize) -> String {
        let first = self.narrative().split(['。', '\n', '；', '！', '？']).find(|part| !part.trim().is_empty());
        let Some(first) = first.map(str::trim) else { return self.type_zh().to_owned() };
        if first.chars().count() <= max {
            return first.to_owned();
        }
        first.chars().take(max.saturating_sub(1)).chain(['…']).collect()
    }
}
