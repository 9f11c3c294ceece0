import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, createApp } from "./app/App";

const app = createApp();

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App {...app} />
  </StrictMode>,
);
