import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Worn } from "./store.ts";
import type { Tag } from "./tables.ts";

const gone = () => undefined;

export const tagRoutes = routes()
  .list(contract.listTags, (scope, { query, page }) => actions.list(scope, query, page), view)
  .on(contract.getTag, (scope, { param }) => actions.get(scope, param.id), view)
  .on(contract.createTag, (scope, { body }) => actions.create(scope, body), view)
  .on(contract.changeTag, (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch), view)
  .on(contract.deleteTag, (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch), gone)
  .list(contract.listCandidateTags, (scope, { param, page }) => actions.listWorn(scope, param.id, page), wornView)
  .on(contract.tagCandidate, (scope, { param }) => actions.assign(scope, param.id, param.tag_id), wornView)
  .on(contract.untagCandidate, (scope, { param }) => actions.unassign(scope, param.id, param.tag_id), gone)
  .list(contract.listMemberTags, (scope, { param, page }) => actions.listWorn(scope, param.id, page), wornView)
  .on(contract.tagMember, (scope, { param }) => actions.assign(scope, param.id, param.tag_id), wornView)
  .on(contract.untagMember, (scope, { param }) => actions.unassign(scope, param.id, param.tag_id), gone);

function view(tag: Tag) {
  return {
    object: "tag" as const,
    id: tag.id,
    kind: tag.kind,
    name: tag.name,
    colour: tag.colour,
    created_by: tag.createdBy,
    created_at: toWire(tag.createdAt),
    updated_at: toWire(tag.updatedAt),
    version: tag.version,
  };
}

function wornView(worn: Worn) {
  return {
    object: "tag_assignment" as const,
    tag_id: worn.tagId,
    name: worn.name,
    colour: worn.colour,
    subject_id: worn.subjectId,
    assigned_by: worn.assignedBy,
    assigned_at: toWire(worn.assignedAt),
  };
}
