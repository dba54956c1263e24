import { playMatrix } from "./matrix.ts";

playMatrix(1);
