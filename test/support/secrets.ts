// Fixed, so that tokens and seals made in one test run can be read in the next; never used outside tests.
export const testSecrets = {
  ROOT_SECRET: "dGVzdC1yb290LXNlY3JldC10ZXN0LXJvb3Qtc2VjciE=",
  SEAL_KEYS: "2:dGVzdC1zZWFsLWtleS10d28tdGVzdC1zZWFsLWtleSE=,1:dGVzdC1zZWFsLWtleS1vbmUtdGVzdC1zZWFsLWtleSE=",
  MAIL_CALLBACK_SECRET: "whsec_dGVzdC1jYWxsYmFjay1zZWNyZXQtdGVzdC1jYWxs whsec_dGVzdC1jYWxsYmFjay1zZWNyZXQtb25lLWJlZm9y",
};
