import type { PictureFinding } from './picture';
import { lineText, placeInside } from '../../../src/findings/format';
import type { GatewayModel } from '../../../src/model/gateway-model';
import type { Address } from '../../../src/model/source';
import type { CheckReport, ReportedFinding } from '../check/check-report';

interface Marks {
  readonly findings: readonly PictureFinding[];
  numbersAt(id: string): readonly number[];
}

/** Numbers the findings that are not acknowledged, and finds the nodes and targets to mark with each. */
export function markFindings(model: GatewayModel, findings: CheckReport['findings'], drawn: ReadonlySet<string>): Marks {
  const placer = new Placer(model, drawn);
  const numbered = findings.filter(({ acknowledged }) => !acknowledged).map((finding, index): PictureFinding => ({
    number: index + 1,
    rule: finding.id,
    severity: finding.severity,
    path: finding.at.path,
    message: messageOf(finding),
    fix: finding.fix,
    link: finding.link,
    ...finding.at.source ? { line: lineText(finding.at.source) } : {},
    at: placer.placesOf(finding),
  }));
  const numbers = new Map<string, number[]>();
  for (const { at, number } of numbered) at.forEach((id) => addTo(numbers, id, [number]));
  return { findings: numbered, numbersAt: (id) => numbers.get(id) ?? [] };
}

function messageOf(finding: ReportedFinding): string {
  const inside = placeInside(finding);
  return [`${finding.message}${inside === undefined ? '' : ` (in ${inside})`}`, ...finding.text ? [finding.text.frame] : []].join('\n');
}

function addTo<T>(lists: Map<string, T[]>, key: string, values: readonly T[]): void {
  const list = lists.get(key);
  if (list) list.push(...values);
  else lists.set(key, [...values]);
}

class Placer {
  private readonly owners: ReadonlyMap<Address, readonly Address[]>;
  private readonly drawnByPath: ReadonlyMap<string, Address>;

  public constructor(model: GatewayModel, private readonly drawn: ReadonlySet<string>) {
    this.owners = ownersIn(model);
    this.drawnByPath = new Map([...drawn].flatMap((address) => Object.hasOwn(model.resources, address) ? [[model.resources[address].path, address]] : []));
  }

  /** The first that is drawn: the construct, the other constructs of the finding, their owners, or the nearest ancestor by construct path. */
  public placesOf({ at: { address, path }, with: others = [] }: ReportedFinding): readonly string[] {
    const all = [address, ...others.map((other) => other.address)];
    const ownersOf = (one: Address) => this.owners.get(one) ?? [];
    for (const candidates of [[address], all.slice(1), ownersOf(address), all.slice(1).flatMap(ownersOf)]) {
      const places = candidates.filter((candidate) => this.drawn.has(candidate));
      if (places.length > 0) return [...new Set(places)];
    }
    return this.nearest(path);
  }

  private nearest(path: string): string[] {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const found = this.drawnByPath.get(path.slice(0, end));
      if (found !== undefined) return [found];
    }
    return [];
  }
}

/** The constructs that use a role, policy, credential provider, runtime endpoint, target, web ACL association or log delivery, by its address. */
function ownersIn({ roles, gateways, policyEngines, cedarPolicies, targets, runtimes, resourcePolicies }: GatewayModel): ReadonlyMap<Address, readonly Address[]> {
  const owners = new Map<Address, Address[]>();
  for (const { address, carriers, usedBy } of roles) {
    for (const one of new Set([address, ...carriers.map((carrier) => carrier.address)])) addTo(owners, one, usedBy);
  }
  const engines = new Map(policyEngines.map((engine) => [engine.address, engine.gateways]));
  for (const [address, attached] of engines) addTo(owners, address, attached);
  for (const { address, engine } of cedarPolicies) addTo(owners, address, engines.get(engine?.address ?? '') ?? []);
  for (const { address, credentials } of targets) {
    for (const { provider } of credentials.items) if (provider?.address !== undefined) addTo(owners, provider.address, [address]);
  }
  for (const { address, endpoints } of runtimes) endpoints.forEach((endpoint) => addTo(owners, endpoint.address, [address]));
  for (const { address, resource } of resourcePolicies) addTo(owners, address, resource?.address === undefined ? [] : [resource.address]);
  for (const { address, webAcls } of gateways) webAcls.forEach(({ association }) => addTo(owners, association, [address]));
  for (const { address, logSources } of gateways) {
    for (const source of logSources) [source.address, ...source.deliveries.map((delivery) => delivery.address)].forEach((one) => addTo(owners, one, [address]));
  }
  // The rows of a folded gateway are not drawn.
  for (const { address, gateway } of targets) if (gateway?.address !== undefined) addTo(owners, address, [gateway.address]);
  return owners;
}
