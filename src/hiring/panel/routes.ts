import type { ScorecardForm } from "#hiring/forms/tables.ts";
import type { Replaced } from "#hiring/interviews/actions.ts";
import type { Participant } from "#hiring/interviews/tables.ts";
import { verbsOf } from "#hiring/panel-links/rules.ts";
import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const panelRoutes = routes()
  .on(contract.getPanelView, (context, { param }) => actions.show(context, param.token), panelView)
  .on(contract.acceptByPanelLink, (context, { param }) => actions.accept(context, param.token), answerView)
  .on(
    contract.declineByPanelLink,
    (context, { param, body }) => actions.decline(context, param.token, body.reason),
    answerView,
  )
  .on(
    contract.giveFeedbackByPanelLink,
    (context, { param, body }) => actions.giveFeedback(context, param.token, body),
    ({ interview, submittedAt }) => ({
      object: "panel_feedback" as const,
      interview_id: interview,
      submitted_at: toWire(submittedAt),
    }),
  )
  .on(
    contract.replaceParticipant,
    (scope, { param, body }) => actions.replace(scope, param.id, param.participant_id, body),
    replacementView,
  );

function panelView({ scope, link, tenant, interview, seat, name, candidate, form }: actions.Shown) {
  const { logo_url, primary_colour, accent_colour } = tenant.branding;
  return {
    object: "panel_view" as const,
    purpose: link.purpose,
    verbs: [...verbsOf(link, interview, scope.now)],
    expires_at: toWire(link.expiresAt),
    company: { name: tenant.name, branding: { logo_url, primary_colour, accent_colour } },
    name,
    candidate: seat.memberId === null ? null : candidate,
    interview: {
      title: interview.title,
      mode: interview.mode,
      starts_at: toWireOrNull(interview.startsAt),
      ends_at: toWireOrNull(interview.endsAt),
      minutes: interview.minutes,
      time_zone: interview.timeZone,
    },
    role: seat.role,
    rsvp: seat.rsvp,
    form: form === undefined ? null : formView(form),
  };
}

const formView = (form: ScorecardForm) => ({
  name: form.name,
  description: form.description,
  scale: form.scale,
  scale_labels: form.scaleLabels,
  criteria: form.criteria.map(({ id, label, description, required }) => ({ id, label, description, required })),
  recommendation_required: form.recommendationRequired,
  comments_required: form.commentsRequired,
});

function answerView({ interview, answer, respondedAt }: actions.Answered) {
  return {
    object: "panel_answer" as const,
    interview_id: interview,
    rsvp: answer,
    responded_at: toWire(respondedAt),
  };
}

const seat = ({ id, memberId }: Participant) => ({ participant_id: id, member_id: memberId });

function replacementView({ interview, left, came }: Replaced) {
  return {
    object: "panel_replacement" as const,
    interview_id: interview.id,
    left: seat(left),
    came: came && seat(came),
    swaps: interview.swaps,
    interview_version: interview.version,
  };
}
