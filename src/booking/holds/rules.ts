export type HoldCode =
  | "hold.unknown"
  | "hold.over"
  | "hold.extended_before"
  | "hold.confirmed"
  | "hold.too_many"
  | "hold_token.invalid";
