import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Note } from "./tables.ts";

export const noteRoutes = routes()
  .list(contract.listCandidateNotes, (scope, { param, page }) => actions.list(scope, param.id, page), view)
  .on(contract.createCandidateNote, (scope, { param, body }) => actions.create(scope, param.id, body), view)
  .list(contract.listApplicationNotes, (scope, { param, page }) => actions.list(scope, param.id, page), view)
  .on(contract.createApplicationNote, (scope, { param, body }) => actions.create(scope, param.id, body), view)
  .list(contract.listInterviewNotes, (scope, { param, page }) => actions.list(scope, param.id, page), view)
  .on(contract.createInterviewNote, (scope, { param, body }) => actions.create(scope, param.id, body), view)
  .list(contract.listJobNotes, (scope, { param, page }) => actions.list(scope, param.id, page), view)
  .on(contract.createJobNote, (scope, { param, body }) => actions.create(scope, param.id, body), view)
  .on(contract.getNote, (scope, { param }) => actions.get(scope, param.id), view)
  .on(contract.changeNote, (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch), view)
  .on(
    contract.deleteNote,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  );

function view(note: Note) {
  return {
    object: "note" as const,
    id: note.id,
    subject_id: note.subjectId,
    author_id: note.authorId,
    body: note.body,
    visibility: note.visibility,
    created_by: note.createdBy,
    created_at: toWire(note.createdAt),
    updated_at: toWire(note.updatedAt),
    version: note.version,
  };
}
