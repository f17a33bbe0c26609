import { apiKey } from "./api-key.js";

// The reference is rendered here, from the document that this API serves; nothing is fetched from elsewhere.
globalThis.Scalar.createApiReference("#reference", {
  url: "/openapi.json",
  authentication: { preferredSecurityScheme: "apiKey", securitySchemes: { apiKey: { token: apiKey() } } },
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: "never",
  agent: { disabled: true },
  mcp: { disabled: true },
});
