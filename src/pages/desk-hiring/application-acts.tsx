// What may be done with an application, each thing a form of its own that is folded away until it is wanted.
import type { Child } from "hono/jsx";
import { Select, TextArea, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { type Filled, filling } from "../kit/sheet.ts";
import { Fold } from "../kit/room.tsx";
import type { Whole } from "./application.tsx";
import { onward } from "./pipeline.tsx";
import { type Words, wordsOf } from "./words.ts";

type Props = { visit: Visit; whole: Whole; again: Filled };

type Ending = "reject" | "withdraw" | "hire" | "reopen";

const endings: readonly Ending[] = ["hire", "reject", "withdraw"];

export const Acts = ({ visit, whole, again }: Props) => {
  const words = wordsOf(visit).application;
  const { application } = whole;
  const isActive = application.status === "active";
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{words.actions}</h2>
      {isActive && whole.stages.length > 1 ? <Move visit={visit} whole={whole} again={again} /> : null}
      {application.guest !== null && application.candidate_id === null ? (
        <Act visit={visit} whole={whole} again={again} verb="join" title={words.join} label={words.joinAct}>
          <p class="quiet">{words.joinHint}</p>
        </Act>
      ) : null}
      {isActive ? (
        endings.map((verb) => <End visit={visit} whole={whole} again={again} verb={verb} />)
      ) : (
        <End visit={visit} whole={whole} again={again} verb="reopen" />
      )}
    </section>
  );
};

type ActProps = Props & { verb: string; title: string; label: string; tone?: "alarm"; children: Child };

/** A form that is open when it was refused, or when an address leads to it. */
const Act = ({ whole, again, verb, title, label, tone, children }: ActProps) => (
  <div id={verb}>
    <Fold label={title} open={again.sheet.has(`${verb}_reason`)} {...(tone === undefined ? {} : { tone })}>
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

const Move = ({ visit, whole, again }: Props) => {
  const words = wordsOf(visit);
  const { line } = filling(again, visit.speech);
  const choices = onward(whole.stages, whole.application.stage_id).map(({ id, name }) => ({ value: id, label: name }));
  const { move: title, moveAct: label } = words.application;
  return (
    <Act visit={visit} whole={whole} again={again} verb="move" title={title} label={label}>
      <Select {...line("stage_id")} label={words.pipeline.moveTo} choices={choices} />
      <TextArea {...line("move_reason")} label={words.reason} rows={2} optional />
    </Act>
  );
};

const End = ({ visit, whole, again, verb }: Props & { verb: Ending }) => {
  const words = wordsOf(visit);
  const { title, label, hint } = endingWords(words)[verb];
  const { line } = filling(again, visit.speech);
  const tone = verb === "reject" || verb === "withdraw" ? { tone: "alarm" as const } : {};
  return (
    <Act visit={visit} whole={whole} again={again} verb={verb} title={title} label={label} {...tone}>
      {hint === undefined ? null : <p class="quiet">{hint}</p>}
      <TextArea {...line(`${verb}_reason`)} label={words.reason} rows={2} optional={verb !== "reject"} />
    </Act>
  );
};

const endingWords = ({ application }: Words): Record<Ending, { title: string; label: string; hint?: string }> => ({
  reject: { title: application.reject, label: application.rejectAct, hint: application.rejectHint },
  withdraw: { title: application.withdraw, label: application.withdrawAct, hint: application.withdrawHint },
  hire: { title: application.hire, label: application.hireAct },
  reopen: { title: application.reopen, label: application.reopenAct, hint: application.reopenHint },
});
