import type { PageRoute } from "#http/pages.ts";
import { pagesOf } from "../../kit/member.tsx";
import { keep, remove, show, sure, test } from "./letter.tsx";
import { list } from "./list.tsx";
import { preview } from "./preview.tsx";
import { root } from "./which.ts";
import { letterWords } from "./words.ts";

const { get, post } = pagesOf("firm", letterWords);

export const letterPages: readonly PageRoute[] = [
  get(root, list),
  get(`${root}/{key}`, show),
  post(`${root}/{key}`, keep),
  get(`${root}/{key}/preview`, preview),
  post(`${root}/{key}/preview`, preview),
  post(`${root}/{key}/test`, test),
  get(`${root}/{key}/delete`, sure),
  post(`${root}/{key}/delete`, remove),
];
