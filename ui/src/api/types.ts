// The one place the app takes the API's types from. They are made from /v3/api-docs: see README.
import type { components } from "./generated";

type Schemas = components["schemas"];

/** A part of a list; nextCursor asks for the next. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type AccountRequest = Schemas["AskForAccount"];
export type AccountRequestView = Schemas["AccountRequestView"];
export type CandidateView = Schemas["CandidateView"];
export type CatalogView = Schemas["CatalogView"];
export type ChangeWorkspace = Schemas["ChangeWorkspace"];
export type CreateWorkspace = Schemas["CreateWorkspace"];
export type CreditView = Schemas["CreditView"];
export type DeletionView = Schemas["DeletionView"];
export type DiskChoice = Schemas["DiskChoice"];
export type DiskView = Schemas["DiskView"];
export type End = Schemas["End"];
export type DriftView = Schemas["DriftView"];
export type EstimateRequest = Schemas["EstimateRequest"];
export type EstimateView = Schemas["EstimateView"];
export type FunderView = Schemas["FunderView"];
export type GrantRequest = Schemas["GrantRequest"];
export type GrantView = Schemas["GrantView"];
export type LastRunView = Schemas["LastRunView"];
export type LaunchRequest = Schemas["LaunchRequest"];
export type LedgerLineView = Schemas["LedgerLineView"];
export type LinkView = Schemas["LinkView"];
export type MachineTypeView = Schemas["MachineTypeView"];
export type MachineView = Schemas["MachineView"];
export type MeView = Schemas["MeView"];
export type MemberView = Schemas["MemberView"];
export type NoticePreference = Schemas["Preference"];
export type NoticePreferencesView = Schemas["PreferencesView"];
export type NoticeView = Schemas["NoticeView"];
export type PayerView = Schemas["PayerView"];
export type PassView = Schemas["PassView"];
export type PersonView = Schemas["PersonView"];
export type PresetView = Schemas["PresetView"];
export type Problem = Schemas["ProblemDocument"];
export type PutPayer = Schemas["PutPayer"];
export type RevocationRequest = Schemas["RevocationRequest"];
export type RuntimeView = Schemas["RuntimeView"];
export type SpendItem = Schemas["SpentView"];
export type SpendView = Schemas["SpendView"];
export type SpentRunView = Schemas["SpentRunView"];
export type StatementView = Schemas["StatementView"];
export type StepView = Schemas["StepView"];
export type ToolView = Schemas["ToolView"];
export type WorkspaceRef = Schemas["WorkspaceRef"];
export type WorkspacePayerView = Schemas["WorkspacePayerView"];
export type WorkspaceView = Schemas["WorkspaceView"];

export type Action = RuntimeView["allowed"][number];
export type EndCause = End["cause"];
export type MemberRole = MemberView["role"];
export type NoticeKind = NoticeView["kind"];
export type Role = MeView["roles"][number];
export type RuntimeState = RuntimeView["state"];
export type SpendBy = SpendView["by"];
export type StepName = StepView["name"];
export type ToolId = RuntimeView["tool"];
