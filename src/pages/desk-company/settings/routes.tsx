import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { deleteTenant, getTenant } from "#identity/tenants/contract.ts";
import { seeOther } from "../../kit/answers.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Field, ifMatchIn, Version } from "../../kit/forms.tsx";
import { forMembers, type Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { kitWords } from "../../kit/words.ts";
import { demand, faultsOf, type Filled, filling, Room } from "../parts.tsx";
import { sheetOf } from "../sheet.ts";
import { sharedWords } from "../words.ts";
import { changeCompany, keepDemo, showCompany } from "./company.tsx";
import { changeBooking, changeHiring, showBooking, showHiring } from "./rules.tsx";
import { showSuppressions, suppress, sureToWrite, writeAgain } from "./suppressions.tsx";
import { root, SettingsTabs } from "./tabs.tsx";
import { settingsWords } from "./words.ts";

export const settingsPages: readonly PageRoute[] = [
  { method: "get", path: root, render: forMembers((visit) => showCompany(visit)) },
  { method: "post", path: root, render: forMembers(changeCompany) },
  { method: "post", path: `${root}/end-demo`, render: forMembers(keepDemo) },
  { method: "get", path: `${root}/booking`, render: forMembers(showBooking) },
  { method: "post", path: `${root}/booking`, render: forMembers(changeBooking) },
  { method: "get", path: `${root}/hiring`, render: forMembers(showHiring) },
  { method: "post", path: `${root}/hiring`, render: forMembers(changeHiring) },
  { method: "get", path: `${root}/suppressions`, render: forMembers((visit) => showSuppressions(visit)) },
  { method: "post", path: `${root}/suppressions`, render: forMembers(suppress) },
  { method: "get", path: `${root}/suppressions/{id}`, render: forMembers((visit) => sureToWrite(visit)) },
  { method: "post", path: `${root}/suppressions/{id}`, render: forMembers(writeAgain) },
  { method: "get", path: `${root}/close`, render: forMembers((visit) => sureToClose(visit)) },
  { method: "post", path: `${root}/close`, render: forMembers(close) },
];

/** Owners alone close an account, and type its name before they do. */
async function sureToClose(visit: Visit, typed?: Filled): Promise<Response> {
  demand(visit, "tenant:delete");
  const { speech } = visit;
  const words = settingsWords[speech.language];
  const kept = await need(visit.api.call(getTenant, {}));
  const filled = typed ?? { sheet: sheetOf({}) };
  const { line } = filling(filled, speech);
  return deskResponse(
    <Room
      visit={visit}
      title={words.closeTitle}
      faults={filled.faults}
      tabs={<SettingsTabs visit={visit} here="close" />}
    >
      <p class="warning">{words.closeText}</p>
      <p>
        {words.closeSlug} {sharedWords[speech.language].certain}
      </p>
      <form method="post" class="sheet">
        <Version version={kept.version} />
        <Field {...line("name")} label={words.closeType} hint={<bdi>{kept.name}</bdi>} dir="auto" autocomplete="off" />
        <div class="actions">
          <button type="submit" class="alarm">
            {words.closeButton}
          </button>
          <a class="button plain" href={root}>
            {kitWords[speech.language].cancel}
          </a>
        </div>
      </form>
    </Room>,
    filled.status,
  );
}

async function close(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech, tenant } = visit;
  if (asked.form.get("name")?.trim() !== tenant.name.trim()) {
    const faults = [{ field: "name", sentence: settingsWords[speech.language].closeWrong }];
    return sureToClose(visit, { sheet: asked.form, faults, status: 422 });
  }
  const answer = await api.call(deleteTenant, { headers: ifMatchIn(asked.form) });
  if (answer.ok) return seeOther("/account");
  return sureToClose(visit, { sheet: asked.form, faults: faultsOf(answer, speech, {}), status: answer.status });
}
