/** What happened to one request at one gateway. */
export interface CallEvent {
  /** The same for every hop of a call. */
  readonly trace: string;
  /** How many gateways the call went through before this one. */
  readonly hop: number;
  readonly gateway: string;
  readonly method: string;
  readonly name?: string;
  readonly target?: string;
  readonly principal: string;
  readonly decision?: Decision;
  /** `denied` by a policy; `failed` when the target gave no response, or an error. */
  readonly outcome: 'ok' | 'denied' | 'failed' | 'refused';
  readonly milliseconds: number;
  /** Why it failed or was refused, in more words than the client gets. */
  readonly detail?: string;
  /** The messages, with secrets masked; made only when somebody asks for them. */
  readonly payloads: () => Payloads;
}

export interface Payloads {
  readonly request: string;
  /** The last message; undefined when the client got none. */
  readonly response?: string;
}

export interface Decision {
  readonly allowed: boolean;
  readonly mode: 'ENFORCE' | 'LOG_ONLY';
  /** The policies that decided. */
  readonly because: readonly string[];
  /** What the nearest permit would need, when none applied. */
  readonly nearest?: string;
}
