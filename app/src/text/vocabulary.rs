//! The words of the domain in both languages; the Chinese ones are the domain's own.

use super::is_english;
use domain::{
    activity::{ActivityType, Attendance, Measure, Phase},
    consultation::Source,
    hand_over::{Part, ReplyClass},
    opinion_report::Level,
    problem::{self, Code, Refusal},
    proposal::{By, CoSigning},
    rating::Rating,
    request::{Channel, RequestType},
    review::Review,
    suggestion::{Implementation, Outcome, Voice},
    workflow::Course,
};

/// What was done.
pub fn activity_type(kind: ActivityType) -> &'static str {
    use ActivityType as T;
    if !is_english() {
        return kind.zh();
    }
    match kind {
        T::Visit => "Visit",
        T::Research => "Research",
        T::VolunteerService => "Volunteering",
        T::ConsultationMeeting => "Consultation",
        T::StudyTraining => "Training",
        T::Inspection => "Inspection",
        T::StudyTour => "Study tour",
        T::ReceptionDay => "Reception day",
        T::Reading => "Reading",
        T::OutreachTalk => "Outreach talk",
        T::Meeting => "Meeting",
        T::PracticalHelp => "Practical help",
        T::MemberVisit => "Visit to members",
    }
}

/// How far it has come.
pub fn phase(phase: Phase) -> &'static str {
    if !is_english() {
        return phase.zh();
    }
    match phase {
        Phase::Planned => "Planned",
        Phase::Held => "Held",
        Phase::Cancelled => "Cancelled",
    }
}

/// Who proposes.
pub fn proposal_by(by: By) -> &'static str {
    if !is_english() {
        return by.zh();
    }
    match by {
        By::Single => "by one member",
        By::Joint => "by several members",
        By::Collective => "by a group",
    }
}

/// How somebody who was asked to sign stands to it.
pub fn co_signing(how: CoSigning) -> &'static str {
    if !is_english() {
        return how.zh();
    }
    match how {
        CoSigning::Asked => "not answered yet",
        CoSigning::Signed => "signed",
        CoSigning::Overtaken => "words changed, asked again",
        CoSigning::Declined => "does not sign",
    }
}

/// How far a matter has come, whatever its workflow calls its stages.
pub fn course(course: Course) -> &'static str {
    if !is_english() {
        return course.zh();
    }
    match course {
        Course::Raised => "Raised",
        Course::UnderWay => "Under way",
        Course::Ended => "Ended",
        Course::Aside => "Passed on",
    }
}

/// What is known of a member at an activity.
pub fn attendance(attendance: Attendance) -> &'static str {
    if !is_english() {
        return attendance.zh();
    }
    match attendance {
        Attendance::Invited => "Invited",
        Attendance::Accepted => "Will come",
        Attendance::Present => "Present",
        Attendance::Leave => "On leave",
        Attendance::Absent => "Absent",
    }
}

/// What is counted.
pub fn measure(measure: Measure) -> &'static str {
    if !is_english() {
        return measure.zh();
    }
    match measure {
        Measure::Persons => "People",
        Measure::PersonTimes => "Contacts",
        Measure::ProblemsSolved => "Problems solved",
    }
}

/// The unit behind the number.
pub fn unit(measure: Measure) -> &'static str {
    if !is_english() {
        return measure.unit_zh();
    }
    match measure {
        Measure::Persons => "people",
        Measure::PersonTimes => "times",
        Measure::ProblemsSolved => "solved",
    }
}

/// Where the review stands.
pub fn review(review: Review) -> &'static str {
    if !is_english() {
        return review.zh();
    }
    match review {
        Review::Pending => "Pending",
        Review::Returned => "Returned",
        Review::Approved => "Approved",
        Review::Void => "Void",
    }
}

/// What is wrong and what to do.
pub fn problem(code: Code) -> &'static str {
    if is_english() { code.en() } else { code.zh() }
}

/// Why the server did not take a change.
pub fn refusal(refusal: &Refusal) -> String {
    let words = match problem::code(&refusal.code) {
        Some(code) => problem(code),
        None if is_english() => "The server did not take this change; it is kept on this phone.",
        None => refusal.zh(),
    };
    // Beside a field these words stand without a stop; here they are a sentence.
    if words.ends_with(['。', '.']) { words.to_owned() } else { format!("{words}。") }
}

/// Who brought a matter up.
pub fn source(source: Source) -> &'static str {
    if !is_english() {
        return source.zh();
    }
    match source {
        Source::PartyGovernment => "Party or government",
        Source::Citizens => "Citizens",
        Source::Members => "Members",
    }
}

/// Whose a suggestion is.
pub fn voice(voice: Voice) -> &'static str {
    if !is_english() {
        return voice.zh();
    }
    match voice {
        Voice::Member => "Member",
        Voice::Resident => "Resident",
        Voice::Unit => "Department",
        Voice::Expert => "Expert",
    }
}

/// What a unit says has become of what it was given.
pub fn reply_class(class: ReplyClass) -> &'static str {
    if !is_english() {
        return class.zh();
    }
    match class {
        ReplyClass::Solved => "A solved or nearly",
        ReplyClass::Begun => "B being solved",
        ReplyClass::Planned => "C in a plan",
        ReplyClass::Reference => "D kept for later",
    }
}

/// How content somebody is.
pub fn rating(rating: Rating) -> &'static str {
    if !is_english() {
        return rating.zh();
    }
    match rating {
        Rating::Content => "Content",
        Rating::Mostly => "Mostly content",
        Rating::Discontent => "Not content",
    }
}

/// What somebody asks for.
pub fn request_type(sort: RequestType) -> &'static str {
    if !is_english() {
        return sort.zh();
    }
    match sort {
        RequestType::Appeal => "Small trouble",
        RequestType::Wish => "Wish",
        RequestType::Service => "Help",
        RequestType::Practical => "Small work for a place",
        RequestType::Topic => "Topic to talk over",
    }
}

/// By which way a request came.
pub fn channel(channel: Channel) -> &'static str {
    if !is_english() {
        return channel.zh();
    }
    match channel {
        Channel::Page => "On the public page",
        Channel::Site => "In person",
    }
}

/// Which level adopted a report.
pub fn level(level: Level) -> &'static str {
    if !is_english() {
        return level.zh();
    }
    match level {
        Level::County => "County",
        Level::City => "City",
        Level::Province => "Province",
        Level::Nation => "Country",
    }
}

/// Which part a unit has.
pub fn part(part: Part) -> &'static str {
    if !is_english() {
        return part.zh();
    }
    match part {
        Part::Lead => "Leads",
        Part::Co => "Helps",
    }
}

/// How far what was adopted has been carried out.
pub fn implementation(implementation: Implementation) -> &'static str {
    if !is_english() {
        return implementation.zh();
    }
    match implementation {
        Implementation::NotBegun => "Not begun",
        Implementation::UnderWay => "Under way",
        Implementation::Done => "Carried out",
    }
}

/// What became of a suggestion.
pub fn outcome(outcome: Outcome) -> &'static str {
    if !is_english() {
        return outcome.zh();
    }
    match outcome {
        Outcome::Adopted => "Adopted",
        Outcome::Partly => "Adopted in part",
        Outcome::NotAdopted => "Not adopted",
        Outcome::Reference => "Kept for reference",
    }
}
