/** Whether an id is that of a rule of CloudFormation's validator, such as `F3003`. The settings acknowledge these like the rules of this library. */
export function isSchemaRule(id: string): boolean {
  return /^[A-Z]\d{4}$/.test(id);
}
