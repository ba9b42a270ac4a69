/** Whether an id, such as `F3003`, is a rule of CloudFormation's validator. The settings acknowledge these like the rules of this library. */
export function isSchemaRule(id: string): boolean {
  return /^[A-Z]\d{4}$/.test(id);
}
