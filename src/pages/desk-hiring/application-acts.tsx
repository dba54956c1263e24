// What may be done with an application, each thing a form of its own that is folded away until it is wanted.
import type { Child } from "hono/jsx";
import { Select, TextArea, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import type { Refused, Whole } from "./application.tsx";
import { Fold } from "./bits.tsx";
import { onward } from "./pipeline.tsx";
import { type Words, wordsOf } from "./words.ts";

type Props = { visit: Visit; whole: Whole; refused: Refused | undefined };

/** The forms by what they do: how they are called, and what must be said. */
export const reasons = { reject: "needed", withdraw: "perhaps", hire: "perhaps", reopen: "perhaps" } as const;
export type Ending = keyof typeof reasons;

const endings: readonly Ending[] = ["hire", "reject", "withdraw"];

export const Acts = ({ visit, whole, refused }: Props) => {
  const words = wordsOf(visit).application;
  const { application } = whole;
  const isActive = application.status === "active";
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{words.actions}</h2>
      {isActive && whole.stages.length > 1 ? <Move visit={visit} whole={whole} refused={refused} /> : null}
      {application.guest !== null && application.candidate_id === null ? (
        <Act visit={visit} whole={whole} refused={refused} verb="join" title={words.join} label={words.joinAct}>
          <p class="quiet">{words.joinHint}</p>
        </Act>
      ) : null}
      {isActive ? (
        endings.map((verb) => <End visit={visit} whole={whole} refused={refused} verb={verb} />)
      ) : (
        <End visit={visit} whole={whole} refused={refused} verb="reopen" />
      )}
    </section>
  );
};

type ActProps = Props & { verb: string; title: string; label: string; tone?: "alarm"; children: Child };

/** A form that is open when it was refused, or when an address leads to it. */
const Act = ({ whole, refused, verb, title, label, tone, children }: ActProps) => (
  <div id={verb}>
    <Fold title={title} open={refused?.form === verb} {...(tone === undefined ? {} : { tone })}>
      <form method="post" action={`/desk/applications/${whole.application.id}/${verb}`}>
        <Version version={whole.application.version} />
        {children}
        <button type="submit" {...(tone === undefined ? {} : { class: tone })}>
          {label}
        </button>
      </form>
    </Fold>
  </div>
);

const Move = ({ visit, whole, refused }: Props) => {
  const words = wordsOf(visit);
  const { form } = visit.asked;
  const isAgain = refused?.form === "move";
  const choices = onward(whole.stages, whole.application.stage_id).map(({ id, name }) => ({ value: id, label: name }));
  const faults = isAgain ? refused.faults : [];
  return (
    <Act
      visit={visit}
      whole={whole}
      refused={refused}
      verb="move"
      title={words.application.move}
      label={words.application.moveAct}
    >
      <Select
        name="stage_id"
        label={words.pipeline.moveTo}
        value={isAgain ? form.get("stage_id") : null}
        choices={choices}
        faults={faults}
        speech={visit.speech}
      />
      <TextArea
        name="move_reason"
        label={words.reason}
        value={isAgain ? form.get("move_reason") : ""}
        rows={2}
        faults={faults}
        speech={visit.speech}
        optional
      />
    </Act>
  );
};

const End = ({ visit, whole, refused, verb }: Props & { verb: Ending }) => {
  const words = wordsOf(visit);
  const said = endingWords(words)[verb];
  const isAgain = refused?.form === verb;
  return (
    <Act
      visit={visit}
      whole={whole}
      refused={refused}
      verb={verb}
      title={said.title}
      label={said.label}
      {...(verb === "reject" || verb === "withdraw" ? { tone: "alarm" as const } : {})}
    >
      {said.hint === undefined ? null : <p class="quiet">{said.hint}</p>}
      <TextArea
        name={`${verb}_reason`}
        label={words.reason}
        value={isAgain ? visit.asked.form.get(`${verb}_reason`) : ""}
        rows={2}
        faults={isAgain ? refused.faults : []}
        speech={visit.speech}
        optional={reasons[verb] === "perhaps"}
      />
    </Act>
  );
};

const endingWords = ({ application }: Words): Record<Ending, { title: string; label: string; hint?: string }> => ({
  reject: { title: application.reject, label: application.rejectAct, hint: application.rejectHint },
  withdraw: { title: application.withdraw, label: application.withdrawAct, hint: application.withdrawHint },
  hire: { title: application.hire, label: application.hireAct },
  reopen: { title: application.reopen, label: application.reopenAct, hint: application.reopenHint },
});
