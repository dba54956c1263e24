import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { deleteTenant, getTenant } from "#identity/tenants/contract.ts";
import { act } from "../../kit/act.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { deskWords } from "../../kit/desk-words.ts";
import { Field, ifMatchIn } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { demand, Room } from "../../kit/room.tsx";
import { type Filled, filling, sheetOf } from "../../kit/sheet.ts";
import { SheetForm } from "../../kit/sheet-form.tsx";
import { changeCompany, keepDemo, showCompany } from "./company.tsx";
import { changeBooking, changeHiring, showBooking, showHiring } from "./rules.tsx";
import { showSuppressions, suppress, sureToWrite, writeAgain } from "./suppressions.tsx";
import { pages, root, SettingsTabs } from "./tabs.tsx";
import { settingsWords } from "./words.ts";

const { get, post } = pages;

export const settingsPages: readonly PageRoute[] = [
  get(root, showCompany),
  post(root, changeCompany),
  post(`${root}/end-demo`, keepDemo),
  get(`${root}/booking`, showBooking),
  post(`${root}/booking`, changeBooking),
  get(`${root}/hiring`, showHiring),
  post(`${root}/hiring`, changeHiring),
  get(`${root}/suppressions`, showSuppressions),
  post(`${root}/suppressions`, suppress),
  get(`${root}/suppressions/{id}`, sureToWrite),
  post(`${root}/suppressions/{id}`, writeAgain),
  get(`${root}/close`, sureToClose),
  post(`${root}/close`, close),
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
        {words.closeSlug} {deskWords[speech.language].certain}
      </p>
      <SheetForm visit={visit} filled={filled} version={kept.version} save={words.closeButton} kind="alarm" back={root}>
        <Field {...line("name")} label={words.closeType} hint={<bdi>{kept.name}</bdi>} dir="auto" autocomplete="off" />
      </SheetForm>
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
  const closed = api.call(deleteTenant, { headers: ifMatchIn(asked.form) });
  return act(visit, closed, { to: "/account", again: sureToClose });
}
