export type AuditCode = "audit_event.unknown";
