import type { PageRoute } from "#http/pages.ts";
import { forMembers } from "../../kit/member.tsx";
import { keep, remove, show, sure, test } from "./letter.tsx";
import { list } from "./list.tsx";
import { preview } from "./preview.tsx";
import { root } from "./which.ts";

export const letterPages: readonly PageRoute[] = [
  { method: "get", path: root, render: forMembers(list) },
  { method: "get", path: `${root}/{key}`, render: forMembers((visit) => show(visit)) },
  { method: "post", path: `${root}/{key}`, render: forMembers(keep) },
  { method: "get", path: `${root}/{key}/preview`, render: forMembers(preview) },
  { method: "post", path: `${root}/{key}/preview`, render: forMembers(preview) },
  { method: "post", path: `${root}/{key}/test`, render: forMembers(test) },
  { method: "get", path: `${root}/{key}/delete`, render: forMembers((visit) => sure(visit)) },
  { method: "post", path: `${root}/{key}/delete`, render: forMembers(remove) },
];
