import type { eventTypeForms, ScorecardForm } from "#hiring/forms/tables.ts";
import type { Job, JobStage } from "#hiring/jobs/tables.ts";
import type { BankQuestion, stageQuestions } from "#hiring/questions/tables.ts";
import type { RecruiterProfile } from "#hiring/recruiters/tables.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import { after, day, type Instant } from "#kernel/instant.ts";
import type { Booking } from "./booking.ts";
import type { PersonKey } from "./company.ts";
import type { Hiring } from "./hiring.ts";

/** What interviewers of the company have in hand, whom candidates ask, and the texts its jobs begin with. */
export type Kits = {
  forms: ScorecardForm[];
  given: (typeof eventTypeForms.$inferSelect)[];
  questions: BankQuestion[];
  asked: (typeof stageQuestions.$inferSelect)[];
  recruiters: RecruiterProfile[];
  texts: Job[];
  stages: JobStage[];
};

type Recipe = {
  tenantId: Id<"tenant">;
  now: Instant;
  mint: <K extends Kind>(kind: K) => Id<K>;
  marked: (text: string) => string;
  memberOf: (who: PersonKey) => Id<"member">;
  eventTypes: Booking["eventTypes"];
  hiring: Hiring;
};

const criteria = [
  { id: "design", label: "System design", weight: 2, required: true },
  { id: "coding", label: "Coding", weight: 2, required: true },
  { id: "talking", label: "Thinking aloud", weight: 1, required: false },
];

const bank = [
  { prompt: "Which system did you take apart, and what did you learn?", competency: "Design", difficulty: "medium" },
  { prompt: "How do you know that what you wrote works?", competency: "Craft", difficulty: "easy" },
  {
    prompt: "When did you last change your mind about how to build something?",
    competency: "Judgement",
    difficulty: "hard",
  },
] as const;

export function kits(recipe: Recipe): Kits {
  const { tenantId, now, mint, marked, memberOf, eventTypes } = recipe;
  const createdBy = memberOf("recruiter");
  const born = after(now, -20 * day);
  const row = { tenantId, createdBy, createdAt: born, updatedAt: born, version: 1, deletedAt: null, deletedBy: null };
  const form: ScorecardForm = {
    ...row,
    id: mint("scorecard_form"),
    name: marked("Technical interview"),
    description: null,
    scale: 4,
    scaleLabels: ["Weak", "Mixed", "Good", "Excellent"],
    criteria: criteria.map((criterion) => ({ ...criterion, label: marked(criterion.label), description: null })),
    recommendationRequired: true,
    commentsRequired: false,
    active: true,
  };
  const questions = bank.map(
    ({ prompt, competency, difficulty }): BankQuestion => ({
      ...row,
      id: mint("bank_question"),
      kind: "interview",
      prompt: marked(prompt),
      guidance: marked("An example of their own, with what came of it."),
      competency,
      difficulty,
      minutes: 15,
      active: true,
    }),
  );
  const talks = recipe.hiring.stages.filter(({ eventTypeId }) => eventTypeId !== null);
  const texts = (["template", "draft"] as const).flatMap((kind) => textAs(recipe, kind, row));
  return {
    forms: [form],
    given: [eventTypes.one_on_one, eventTypes.collective, eventTypes.round_robin].map((eventType) => ({
      tenantId,
      eventTypeId: eventType.id,
      formId: form.id,
      createdAt: born,
    })),
    questions,
    asked: talks.flatMap((stage) =>
      questions.map(({ id }, position) => ({ tenantId, stageId: stage.id, questionId: id, position })),
    ),
    recruiters: [
      {
        tenantId,
        memberId: createdBy,
        headline: marked("Hires engineers"),
        bio: null,
        phone: null,
        website: null,
        specialties: ["Backend", "Robotics"],
        isPublic: true,
        createdAt: born,
        updatedAt: born,
        version: 1,
      },
    ],
    texts: texts.map(({ job }) => job),
    stages: texts.map(({ stage }) => stage),
  };
}

/** The text of a job that the company has open, to begin with or to be finished. */
function textAs(
  { mint, marked, hiring, now }: Recipe,
  kind: "template" | "draft",
  row: { createdAt: Instant; updatedAt: Instant },
) {
  const [like] = hiring.jobs;
  const [begins] = hiring.stages;
  if (like === undefined || begins === undefined) return [];
  const id = mint("job");
  const unposted = { isPublic: false, slug: null, postedAt: null, ...row, id, kind } as const;
  const title = marked(kind === "template" ? "Engineer" : "Engineer in t");
  const autosavedAt = kind === "draft" ? now : null;
  const job: Job = { ...like, ...unposted, status: "draft", title, autosavedAt };
  const stage: JobStage = { ...begins, id: mint("stage"), jobId: id };
  return [{ job, stage }];
}
