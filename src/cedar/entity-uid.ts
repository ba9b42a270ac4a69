export interface EntityUid {
  readonly type: string;
  readonly id: string;
}
