import { describe, expect, it } from "vitest";
import { createApiKey } from "#identity/api-keys/contract.ts";
import { acceptInvitation, createInvitation } from "#identity/invitations/contract.ts";
import { listMembers, suspendMember } from "#identity/members/contract.ts";
import { listRoles } from "#identity/roles/contract.ts";
import { refreshSession, switchSession } from "#identity/sessions/contract.ts";
import { askSignIn, verifySignIn } from "#identity/sign-in/contract.ts";
import { createTeam, seatTeamMember } from "#identity/teams/contract.ts";
import { createTenant, getTenant } from "#identity/tenants/contract.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import { listDeliveries } from "#records/deliveries/contract.ts";
import { caller } from "../support/client.ts";
import { codeIn, mailTo } from "../support/post.ts";
import { newMark } from "../support/world/marks.ts";

/** Asks, reads the mail, types the code. */
async function signIn(mark: string, email: string) {
  const anonymous = caller({ mark });
  const asked = await anonymous.ok(askSignIn, { body: { email } });
  const code = codeIn(await mailTo(email, asked.id));
  const body = { code, browser_secret: asked.browser_secret };
  return anonymous.ok(verifySignIn, { param: { id: asked.id }, body });
}

describe("the first day of a company", () => {
  it("a founder signs up, invites a colleague by mail, gives a machine a key, and the trail tells all of it", async () => {
    const mark = newMark();
    const founder = `founder@${mark}.example`;
    const colleague = `colleague@${mark}.example`;

    // Nobody knows the founder; proving the address is what makes them someone.
    const stranger = await signIn(mark, founder);
    expect(stranger.tenant).toBeNull();
    const person = caller({ mark, credential: stranger.access_token });
    await person.refused(getTenant, {}, "credentials.wrong_kind");
    const made = await person.ok(createTenant, {
      body: { slug: mark, name: `Kite ${mark}`, kind: "employer", time_zone: "Asia/Kolkata" },
    });
    const switched = await person.ok(switchSession, { body: { tenant: mark } });
    const owner = caller({ mark, credential: switched.access_token });

    // The machine's key goes no further than what it was made for.
    const key = await owner.ok(createApiKey, { body: { name: "ATS sync", scopes: ["members:read"] } });
    const machine = caller({ mark, credential: key.secret });
    expect((await machine.ok(listMembers, {})).data).toHaveLength(1);
    await machine.refused(createTeam, { body: { name: "Not by a machine" } }, "permission.missing");

    // The invitation reaches the colleague by mail, and opens only for them.
    const interviewer = (await owner.ok(listRoles, {})).data.find((role) => role.key === "interviewer");
    const invited = { email: colleague, role_ids: [interviewer?.id ?? ""], message: "Join us" };
    const invitation = await owner.ok(createInvitation, { body: invited });
    const letter = await mailTo(colleague, "invit");
    const token = /\/invitations\/(\S+)/.exec(letter.text)?.[1] ?? "";
    await owner.refused(acceptInvitation, { body: { token } }, "invitation.not_yours");

    const joiner = caller({ mark, credential: (await signIn(mark, colleague)).access_token });
    const joined = await joiner.ok(acceptInvitation, { body: { token } });
    await joiner.refused(acceptInvitation, { body: { token } }, "invitation.over");
    const there = await joiner.ok(switchSession, { body: { tenant: mark } });
    const member = caller({ mark, credential: there.access_token });
    await member.refused(createTeam, { body: { name: "Not mine to make" } }, "permission.missing");

    const team = await owner.ok(createTeam, { body: { name: "Airframes" } });
    await owner.ok(seatTeamMember, { param: { id: team.id, member_id: joined.member_id }, body: { role: "member" } });

    // Suspended, the colleague is out at once.
    await owner.ok(suspendMember, { param: { id: joined.member_id }, body: { reason: "Left the building" } });
    await member.refused(listMembers, {}, "credentials.revoked");
    const again = await owner.ok(refreshSession, { body: { refresh_token: stranger.refresh_token ?? "" } });
    expect(again.session_id).toBe(stranger.session_id);

    const trail = await owner.ok(listAuditEvents, { page: { order: "seq.asc", limit: 100 } });
    const told = trail.data.map((event) => event.type);
    expect(told).toEqual(
      expect.arrayContaining([
        "tenant.created",
        "member.joined",
        "api_key.created",
        "invitation.created",
        "team.created",
      ]),
    );
    expect(trail.data.map((event) => event.seq)).toEqual(trail.data.map((_, at) => at + 1));
    expect(JSON.stringify(trail.data)).not.toContain(key.secret);
    const sent = await owner.ok(listDeliveries, { query: { subject_id: invitation.id } });
    expect(sent.data).toMatchObject([{ status: "sent", recipient: colleague }]);
    expect(made.slug).toBe(mark);
  });
});
