import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { RecruiterProfile } from "./tables.ts";

export const recruiterRoutes = routes()
  .on(contract.getRecruiterProfile, (scope, { param }) => actions.get(scope, param.id), view)
  .on(
    contract.replaceRecruiterProfile,
    (scope, { param, body, ifMatch }) => actions.replace(scope, param.id, body, ifMatch),
    view,
  );

function view(profile: RecruiterProfile) {
  const isStored = profile.version > 0;
  return {
    object: "recruiter_profile" as const,
    member_id: profile.memberId,
    headline: profile.headline,
    bio: profile.bio,
    phone: profile.phone,
    website: profile.website,
    specialties: profile.specialties,
    is_public: profile.isPublic,
    created_at: isStored ? toWire(profile.createdAt) : null,
    updated_at: isStored ? toWire(profile.updatedAt) : null,
    version: profile.version,
  };
}
