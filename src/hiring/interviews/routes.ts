import { routes } from "#http/routes.ts";
import * as interview from "./actions.ts";
import * as contract from "./contract.ts";
import * as offering from "./offer-contract.ts";
import * as course from "./course-contract.ts";
import * as seats from "./seat-contract.ts";
import * as scheduling from "./schedule-contract.ts";
import { interviewView, inviteeView, linkView, printed, slotsView } from "./views.ts";

export const interviewRoutes = routes()
  .list(
    contract.listInterviews,
    (scope, { query, page, expand }) => interview.list(scope, query, page, expand),
    interviewView,
  )
  .on(contract.getInterview, (scope, { param, expand }) => interview.get(scope, param.id, expand), interviewView)
  .on(contract.createInterview, (scope, { body }) => interview.create(scope, body), interviewView)
  .on(
    contract.createStageInterview,
    (scope, { param, body }) => interview.createForStage(scope, param.id, body),
    interviewView,
  )
  .on(
    contract.changeInterview,
    (scope, { param, body, ifMatch }) => interview.change(scope, param.id, body, ifMatch),
    interviewView,
  )
  .on(
    contract.cancelInterview,
    (scope, { param, body, ifMatch }) => interview.cancel(scope, param.id, body.reason, ifMatch),
    interviewView,
  )
  .on(
    scheduling.scheduleInterview,
    (scope, { param, body, ifMatch }) => interview.schedule(scope, param.id, body, ifMatch),
    interviewView,
  )
  .on(
    scheduling.rescheduleInterview,
    (scope, { param, body, ifMatch }) => interview.reschedule(scope, param.id, body, ifMatch),
    interviewView,
  )
  .on(
    course.startInterview,
    (scope, { param, body, ifMatch }) => interview.start(scope, param.id, body.at, ifMatch),
    interviewView,
  )
  .on(
    course.endInterview,
    (scope, { param, body, ifMatch }) => interview.end(scope, param.id, body, ifMatch),
    interviewView,
  )
  .on(
    course.markInterviewNoShow,
    (scope, { param, body, ifMatch }) => interview.noShow(scope, param.id, body.who, ifMatch),
    interviewView,
  )
  .on(
    seats.addParticipant,
    (scope, { param, body, ifMatch }) => interview.addSeat(scope, param.id, body, ifMatch),
    interviewView,
  )
  .on(
    seats.changeParticipant,
    (scope, { param, body, ifMatch }) => interview.changeSeat(scope, param.id, param.participant_id, body, ifMatch),
    interviewView,
  )
  .on(
    seats.removeParticipant,
    (scope, { param, ifMatch }) => interview.removeSeat(scope, param.id, param.participant_id, ifMatch),
    () => undefined,
  )
  .on(
    seats.respondToInterview,
    (scope, { param, body }) => interview.respondMyself(scope, param.id, body),
    interviewView,
  )
  .on(
    offering.offerInterview,
    (scope, { param, body, ifMatch }) => interview.offer(scope, param.id, body, ifMatch),
    linkView,
    printed,
  )
  .on(
    offering.inviteToInterview,
    (scope, { param, body }) => interview.invite(scope, param.id, body),
    (invitees) => ({ object: "interview_invitees" as const, data: invitees.map(inviteeView) }),
  )
  .list(
    offering.listInterviewInvitees,
    (scope, { param, query, page }) => interview.listInvitees(scope, param.id, query.interview_status, page),
    inviteeView,
  )
  .on(
    offering.putInterviewWindows,
    (scope, { param, body, ifMatch }) => interview.giveWindows(scope, param.id, body.windows, {}, ifMatch),
    interviewView,
  )
  .on(offering.getInterviewSlots, (scope, { param, query }) => interview.slots(scope, param.id, query), slotsView);
