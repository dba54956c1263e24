export type HoldCode = "hold.unknown" | "hold.over" | "hold.extended_before" | "hold.confirmed" | "hold_token.invalid";
