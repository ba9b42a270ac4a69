/** Whether an IAM pattern covers a value: `*` stands for any text, `?` for one character, and case counts. */
export function matches(pattern: unknown, value: string): boolean {
  // An attribute that is an object covers nothing: IAM refuses the policy.
  if (typeof pattern !== 'string') return false;
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${expression}$`).test(value);
}
