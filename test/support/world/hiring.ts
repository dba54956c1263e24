import type { Application, ApplicationEvent } from "#hiring/applications/tables.ts";
import type { Candidate, CandidateEmail, CandidateSkill } from "#hiring/candidates/tables.ts";
import type { Job, JobSkill, JobStage } from "#hiring/jobs/tables.ts";
import type { Note } from "#hiring/notes/tables.ts";
import type { Tag, TagAssignment } from "#hiring/tags/tables.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import { after, day, hour, type Instant, toWire } from "#kernel/instant.ts";
import type { Booking } from "./booking.ts";
import type { PersonKey } from "./company.ts";

/** For whom the company hires: two jobs with their way, candidates, and a guest whom nobody has joined yet. */
export type Hiring = {
  jobs: Job[];
  skills: JobSkill[];
  stages: JobStage[];
  candidates: Candidate[];
  emails: CandidateEmail[];
  candidateSkills: CandidateSkill[];
  applications: Application[];
  events: ApplicationEvent[];
  tags: Tag[];
  worn: TagAssignment[];
  notes: Note[];
};

type Recipe = {
  tenantId: Id<"tenant">;
  now: Instant;
  mint: <K extends Kind>(kind: K) => Id<K>;
  marked: (text: string) => string;
  slug: string;
  memberOf: (who: PersonKey) => Id<"member">;
  eventTypes: Booking["eventTypes"];
};

const openings = [
  { slug: "backend-engineer", title: "Backend engineer", skills: ["TypeScript", "SQL"], status: "open" },
  { slug: "robotics-intern", title: "Robotics intern", skills: ["C++"], status: "paused" },
] as const;

const people = [
  { name: "Mara Lindqvist", company: "Harbour & Vale", skills: ["TypeScript", "SQL"], source: "referral" },
  { name: "Tomás Rey", company: "Quarry Systems", skills: ["Go"], source: "job_board" },
  { name: "Chiara Conti", company: null, skills: ["C++", "ROS"], source: "career_fair" },
] as const;

/** Who applied for what: how far they got, and how it ended. */
const courses = [
  { person: 0, job: 0, stage: 2, ends: null },
  { person: 1, job: 0, stage: 0, ends: "rejected" },
  { person: 2, job: 1, stage: 1, ends: null },
  { person: null, job: 0, stage: 0, ends: null },
] as const;

export function hiring(recipe: Recipe): Hiring {
  const { tenantId, now, mint, marked, slug } = recipe;
  const posted = after(now, -14 * day);
  const posts = openings.map((opening) => jobAs(recipe, opening, posted));
  const known = people.map((person) => candidateAs(recipe, person, after(now, -10 * day)));
  const told = courses.map(({ person, job, stage, ends }, place) => {
    const post = posts[job];
    const [first, at] = [post?.stages[0], post?.stages[stage]];
    if (post === undefined || first === undefined || at === undefined) throw new Error("There is no such stage.");
    const appliedAt = after(now, (place - 9) * day);
    const whole = person === null ? undefined : known[person];
    const guest = {
      guestName: marked("Noa Guest"),
      guestEmail: `noa@guest-of-${slug}.example`,
      guestConsent: { purpose: "application", text: "You may consider me.", at: toWire(appliedAt), until: null },
    };
    const application: Application = {
      tenantId,
      id: mint("application"),
      jobId: post.job.id,
      candidateId: whole?.candidate.id ?? null,
      stageId: at.id,
      round: stage,
      status: ends ?? "active",
      reason: ends === null ? null : marked("Looks for another town."),
      recruiterId: recipe.memberOf("recruiter"),
      guestName: null,
      guestEmail: null,
      guestPhone: null,
      guestConsent: null,
      ...(whole === undefined ? guest : {}),
      joinedAt: null,
      coverLetter: marked("I would like to build with you."),
      resumeUrl: null,
      source: whole?.candidate.source ?? "careers_page",
      medium: null,
      campaign: place === 1 ? "spring" : null,
      referrer: null,
      externalId: null,
      appliedAt,
      endedAt: ends === null ? null : after(appliedAt, 2 * hour),
      metadata: {},
      createdBy: whole === undefined ? "public" : recipe.memberOf("recruiter"),
      createdAt: appliedAt,
      updatedAt: after(appliedAt, 2 * hour),
      version: 1 + stage + (ends === null ? 0 : 1),
      deletedAt: null,
      deletedBy: null,
    };
    return { application, events: eventsOf(recipe, application, post.stages.slice(0, stage + 1)) };
  });
  return {
    jobs: posts.map(({ job }) => job),
    skills: posts.flatMap(({ skills }) => skills),
    stages: posts.flatMap(({ stages }) => stages),
    candidates: known.map(({ candidate }) => candidate),
    emails: known.map(({ email }) => email),
    candidateSkills: known.flatMap(({ skills }) => skills),
    applications: told.map(({ application }) => application),
    events: told.flatMap(({ events }) => events),
    ...labelsOf(
      recipe,
      known.map(({ candidate }) => candidate.id),
    ),
  };
}

/** What recruiters stick on candidates and interviewers, and what they wrote of the first candidate. */
function labelsOf({ tenantId, now, mint, marked, memberOf }: Recipe, candidates: readonly Id<"candidate">[]) {
  const at = after(now, -3 * day);
  const by = memberOf("recruiter");
  const row = { tenantId, createdBy: by, createdAt: at, updatedAt: at, version: 1, deletedAt: null, deletedBy: null };
  const tags: Tag[] = [
    { ...row, id: mint("tag"), kind: "candidate", name: marked("Relocates"), colour: "#1f4fa3" },
    { ...row, id: mint("tag"), kind: "interviewer", name: marked("Bar raiser"), colour: null },
  ];
  const wearers = [candidates[0], memberOf("berlin")];
  const worn: TagAssignment[] = tags.flatMap(({ id }, place) => {
    const subjectId = wearers[place];
    return subjectId === undefined ? [] : [{ tenantId, tagId: id, subjectId, assignedBy: by, assignedAt: at }];
  });
  const texts = [
    { body: marked("Would rather begin in spring."), visibility: "team" },
    { body: marked("Has another offer until Friday."), visibility: "recruiters" },
  ] as const;
  const notes: Note[] = candidates
    .slice(0, 1)
    .flatMap((subjectId) => texts.map((text) => ({ ...row, ...text, id: mint("note"), subjectId, authorId: by })));
  return { tags, worn, notes };
}

function jobAs(
  { tenantId, mint, marked, slug, memberOf, eventTypes }: Recipe,
  opening: (typeof openings)[number],
  posted: Instant,
) {
  const id = mint("job");
  const dates = { createdAt: posted, updatedAt: posted };
  const job: Job = {
    ...dates,
    tenantId,
    id,
    kind: "job",
    status: opening.status,
    slug: opening.slug,
    isPublic: true,
    title: marked(opening.title),
    description: marked(`Come and build ${slug === "harbour" ? "ships" : "robots"} with us.`),
    requirements: null,
    benefits: null,
    location: "Paris",
    isRemote: true,
    employmentType: "full_time",
    experienceLevel: "mid",
    salaryMinMinor: 5_500_000,
    salaryMaxMinor: 7_500_000,
    salaryCurrency: "EUR",
    salaryPer: "year",
    headcount: 1,
    postedAt: posted,
    deadline: null,
    recruiterId: memberOf("recruiter"),
    hiringManagerId: memberOf("owner"),
    teamId: null,
    templateId: null,
    externalId: null,
    autosavedAt: null,
    metadata: {},
    createdBy: memberOf("recruiter"),
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  const way = [
    { name: "Applied", kind: "applied", eventType: null },
    { name: "First call", kind: "screen", eventType: eventTypes.one_on_one.id },
    { name: "Panel", kind: "interview", eventType: eventTypes.collective.id },
    { name: "Offer", kind: "offer", eventType: null },
  ] as const;
  const stages = way.map(
    ({ name, kind, eventType }, position): JobStage => ({
      ...dates,
      tenantId,
      id: mint("stage"),
      jobId: id,
      name,
      kind,
      position,
      eventTypeId: eventType,
      formId: null,
      instructions: null,
      removedAt: null,
    }),
  );
  const skills = opening.skills.map(
    (label, position): JobSkill => ({
      tenantId,
      jobId: id,
      skill: label.toLowerCase(),
      label,
      required: position === 0,
      level: "advanced",
      weight: 1,
      position,
    }),
  );
  return { job, stages, skills };
}

function candidateAs(
  { tenantId, mint, marked, slug, memberOf }: Recipe,
  person: (typeof people)[number],
  createdAt: Instant,
) {
  const id = mint("candidate");
  const plain = person.name
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[^a-z ]/g, "");
  const address = `${plain.replaceAll(" ", ".")}@candidate-of-${slug}.example`;
  const candidate: Candidate = {
    tenantId,
    id,
    name: marked(person.name),
    email: address,
    phone: null,
    location: "Paris",
    timeZone: "Europe/Paris",
    locale: "en",
    currentCompany: person.company,
    currentTitle: null,
    yearsOfExperience: 5,
    currentPay: null,
    expectedPay: null,
    noticePeriodDays: 30,
    resumeUrl: null,
    // Told by their applications as those come.
    status: "new",
    saidStatus: null,
    ownerId: memberOf("recruiter"),
    source: person.source,
    medium: null,
    campaign: null,
    linkedUserId: null,
    consents: [{ purpose: "process", text: "You may consider me.", at: toWire(createdAt), until: null }],
    externalId: null,
    anonymisedAt: null,
    mergedInto: null,
    metadata: {},
    createdBy: memberOf("recruiter"),
    createdAt,
    updatedAt: createdAt,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  const email: CandidateEmail = { tenantId, email: address, candidateId: id, createdAt };
  const skills = person.skills.map(
    (label, position): CandidateSkill => ({ tenantId, candidateId: id, skill: label.toLowerCase(), label, position }),
  );
  return { candidate, email, skills };
}

/** One event for each version: made, moved on stage by stage, and perhaps ended. */
function eventsOf({ tenantId, memberOf }: Recipe, application: Application, way: readonly JobStage[]) {
  const { id: applicationId, status, appliedAt } = application;
  const event = (version: number, words: Partial<ApplicationEvent>): ApplicationEvent => ({
    tenantId,
    applicationId,
    version,
    type: "moved",
    fromStageId: null,
    toStageId: null,
    fromStatus: "active",
    toStatus: "active",
    reason: null,
    actor: memberOf("recruiter"),
    at: after(appliedAt, (version - 1) * hour),
    ...words,
  });
  const steps = way.map((stage, place) =>
    place === 0
      ? event(1, { type: "created", toStageId: stage.id, fromStatus: null, actor: application.createdBy })
      : event(place + 1, { fromStageId: way[place - 1]?.id ?? null, toStageId: stage.id }),
  );
  const stays = { fromStageId: application.stageId, toStageId: application.stageId };
  const end = event(way.length + 1, { type: status, toStatus: status, reason: application.reason, ...stays });
  return status === "active" ? steps : [...steps, end];
}
