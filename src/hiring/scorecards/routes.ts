import type { ScorecardForm } from "#hiring/forms/tables.ts";
import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import * as read from "./actions/read.ts";
import * as write from "./actions/write.ts";
import * as contract from "./contract.ts";
import type { Scorecard, ScorecardVersion } from "./tables.ts";

export const scorecardRoutes = routes()
  .on(contract.getOwnScorecard, (scope, { param, query }) => read.sheet(scope, param.id, query.kind), sheetView)
  .on(
    contract.saveScorecard,
    (scope, { param, query, body, ifMatch }) => write.save(scope, param.id, query.kind, body, ifMatch),
    ownView,
  )
  .on(
    contract.submitScorecard,
    (scope, { param, query, body, ifMatch }) => write.submit(scope, param.id, query.kind, body.card, ifMatch),
    ownView,
  )
  .on(contract.getOwnApplicationScorecard, (scope, { param }) => read.sheetApart(scope, param.id), sheetView)
  .on(
    contract.saveApplicationScorecard,
    (scope, { param, body, ifMatch }) => write.saveApart(scope, param.id, body, ifMatch),
    ownView,
  )
  .on(
    contract.submitApplicationScorecard,
    (scope, { param, body, ifMatch }) => write.submitApart(scope, param.id, body.card, ifMatch),
    ownView,
  )
  .list(contract.listScorecards, (scope, { query, page }) => read.list(scope, query, page), cardView)
  .on(contract.getScorecard, (scope, { param }) => read.get(scope, param.id), cardView)
  .on(
    contract.reviseScorecard,
    (scope, { param, body, ifMatch }) => write.revise(scope, param.id, body, ifMatch),
    ownView,
  )
  .list(contract.listScorecardVersions, (scope, { param, page }) => read.versions(scope, param.id, page), versionView)
  .list(contract.listOwedScorecards, (scope, { query, page }) => read.owed(scope, query, page), owedView);

function ownView(card: Scorecard) {
  return cardView({ card, isSealed: false });
}

function cardView({ card, isSealed }: read.CardSeen) {
  return {
    object: "scorecard" as const,
    id: card.id,
    kind: card.kind,
    interview_id: card.interviewId,
    application_id: card.applicationId,
    candidate_id: card.candidateId,
    author_id: card.authorId,
    form_id: card.formId,
    form_version: card.formVersion,
    is_training: card.isTraining,
    status: card.status,
    content: isSealed ? null : card.content,
    submitted_at: toWireOrNull(card.submittedAt),
    saw_others_at: toWireOrNull(card.sawOthersAt),
    created_at: toWire(card.createdAt),
    updated_at: toWire(card.updatedAt),
    version: card.version,
  };
}

function versionView(version: ScorecardVersion) {
  return {
    object: "scorecard_version" as const,
    scorecard_id: version.scorecardId,
    version: version.version,
    content: version.content,
    after_others: version.afterOthers,
    at: toWire(version.at),
  };
}

function sheetView(sheet: read.Sheet) {
  return {
    object: "scorecard_sheet" as const,
    interview_id: sheet.interviewId,
    application_id: sheet.applicationId,
    kind: sheet.kind,
    form: sheet.form === undefined ? null : formView(sheet.form),
    due_at: toWireOrNull(sheet.dueAt),
    card: sheet.card === undefined ? null : ownView(sheet.card),
    cards: sheet.cards,
  };
}

function formView(form: ScorecardForm) {
  return {
    id: form.id,
    name: form.name,
    description: form.description,
    scale: form.scale,
    scale_labels: form.scaleLabels,
    criteria: form.criteria,
    recommendation_required: form.recommendationRequired,
    comments_required: form.commentsRequired,
    version: form.version,
  };
}

function owedView(owed: read.OwedShown) {
  return {
    object: "owed_scorecard" as const,
    interview_id: owed.interviewId,
    participant_id: owed.participantId,
    application_id: owed.applicationId,
    candidate_id: owed.candidateId,
    title: owed.title,
    required: owed.card === "required",
    ended_at: toWire(owed.endsAt),
    due_at: toWire(owed.dueAt),
    overdue: owed.isOverdue,
  };
}
