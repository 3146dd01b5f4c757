//! What each figure means, in words that stand beside it.

use super::Indicator;

/// The definition 口径 of an indicator, so that nobody has to guess what was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The unit behind the number.
    pub unit: &'static str,
    /// What is counted, in one sentence.
    pub counted: &'static str,
    /// Which date decides the period.
    pub date: &'static str,
    /// Which records count and which are shown beside them.
    pub state: &'static str,
    /// What happens where a record touches several scopes.
    pub scopes: &'static str,
}

impl Indicator {
    /// What the figure means.
    pub const fn definition(self) -> Definition {
        let (unit, counted) = match self {
            Indicator::Activities => ("场", "已开展的履职活动，一条记录计一场；计划中和已取消的不计。"),
            Indicator::Persons => ("人", "每场活动填写的人数相加。同一个人在两场里会算两次，不等于不同的人数。"),
            Indicator::PersonTimes => ("人次", "每场活动填写的联系群众人次相加。按次累计，不是人数。"),
            Indicator::ProblemsSolved => ("件", "每场活动填写的解决问题件数相加。"),
            Indicator::Consultations => {
                ("件", "进入协商流程的议题，一个议题计一件，不论开几次协商会；会议另计为履职活动。")
            }
            Indicator::Suggestions => ("条", "协商、活动中提出的意见建议，一条计一条；并入另一条的不再单独计。"),
            Indicator::HandOvers => ("件", "交给主办单位办理的事项，一次交办计一件；协办单位不另计。"),
            Indicator::OpinionReports => {
                ("条", "委员和党派团体提交的社情民意信息，一条计一条；集体的和个人的合在一起。")
            }
            Indicator::Proposals => (
                "件",
                "委员和党派团体提交的提案，一件计一件。记在第一提案人和已确认联名的委员名下，集体提案记在党派团体名下。",
            ),
            Indicator::Outcomes => ("件", "提交的建议案、调研报告、大会发言和专报，一件计一件。"),
            Indicator::OutcomesConverted => ("件", "协商成果里写明转化成了什么、有凭据的，一件计一件。"),
            Indicator::Assignments => ("件", "下达的任务、批示督办、委员作业和年度述职，一件计一件。"),
            Indicator::AssignmentsDone => ("件", "下达的任务里已经完成的，一件计一件。"),
            Indicator::ConsultationsClosed => ("件", "协商议题里已经办结的，一个议题计一件。"),
            Indicator::SuggestionsImplemented => ("条", "采纳和部分采纳的意见建议里已经落实的，一条计一条。"),
            Indicator::HandOversFollowedUp => ("件", "主办单位已答复的交办里已经回访的，一次交办计一件。"),
            Indicator::ProposalsReplied => ("件", "立案的提案里承办单位已经答复的，一件计一件。"),
            Indicator::ProposalsFollowedUp => ("件", "已答复的提案里已经回访的，一件计一件。"),
            Indicator::ProposalsClosed => ("件", "立案的提案里已经办结的，一件计一件。"),
            Indicator::Requests => ("件", "群众扫码提交或者当面反映的诉求，一次反映计一件。"),
        };
        let (date, state) = match self {
            Indicator::Consultations | Indicator::ConsultationsClosed => (
                "按提出的日期归入周期（当地时间）。",
                "只计已受理的议题；刚提出、还没有受理的另列；不予立项、并案和转出的不计。",
            ),
            Indicator::Suggestions | Indicator::SuggestionsImplemented => {
                ("按提出的日期归入周期（当地时间）。", "只计已定下采纳与否的建议；还没有定的另列。")
            }
            Indicator::OpinionReports => (
                "按提交的日期归入周期（当地时间）。",
                "只计办公室已编报的；还没有编报的另列；未编用和转为协商议题的不计。",
            ),
            Indicator::Requests => (
                "按反映的日期归入周期（当地时间）。",
                "只计已派单或者已接单的；刚反映、还没有派出去的另列；不予受理和转为协商议题的不计。",
            ),
            Indicator::Outcomes | Indicator::OutcomesConverted => {
                ("按提交的日期归入周期（当地时间）。", "只计已报送的；还没有报送的另列；未采用的不计。")
            }
            Indicator::Assignments | Indicator::AssignmentsDone => {
                ("按下达的日期归入周期（当地时间）。", "下达了就计；撤销的不计。")
            }
            Indicator::Proposals
            | Indicator::ProposalsReplied
            | Indicator::ProposalsFollowedUp
            | Indicator::ProposalsClosed => {
                ("按提交的日期归入周期（当地时间）。", "只计已立案的；还没有立案的另列；不予立案、并案和转出的不计。")
            }
            Indicator::HandOvers | Indicator::HandOversFollowedUp => {
                ("按交办的日期归入周期（当地时间）。", "只计主办单位已答复的；还没有答复的另列；退办的不计。")
            }
            _ => (
                "按活动开始的日期归入周期（当地时间）。",
                "只计已审核的记录；待审核和待本人确认的另列；退回修改和作废的不计。",
            ),
        };
        Definition {
            unit,
            counted,
            date,
            state,
            scopes: "一条记录在它涉及的每个范围内只计一次：记入的阵地、到场委员及其当日所在的界别、专委会、党派团体、\
                     阵地归口的专委会和所属组合、走访的联系单位。一条记录可能涉及几个范围，各项相加不一定等于合计。",
        }
    }
}
