import type { PictureFinding } from './picture';
import { lineText, placeInside } from '../../../src/findings/format';
import type { GatewayModel, Role } from '../../../src/model/gateway-model';
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
  return { findings: numbered, numbersAt: (id) => numbered.filter(({ at }) => at.includes(id)).map(({ number }) => number) };
}

function messageOf(finding: ReportedFinding): string {
  const inside = placeInside(finding);
  return [`${finding.message}${inside === undefined ? '' : ` (in ${inside})`}`, ...finding.text ? [finding.text.frame] : []].join('\n');
}

class Placer {
  public constructor(private readonly model: GatewayModel, private readonly drawn: ReadonlySet<string>) {}

  /** The first that is drawn: the construct, the other constructs of the finding, their owners, or the nearest ancestor by construct path. */
  public placesOf({ at: { address, path }, with: others = [] }: ReportedFinding): readonly string[] {
    const all = [address, ...others.map((other) => other.address)];
    for (const candidates of [[address], all.slice(1), this.ownersOf(address), all.slice(1).flatMap((other) => this.ownersOf(other))]) {
      const places = candidates.filter((candidate) => this.drawn.has(candidate));
      if (places.length > 0) return [...new Set(places)];
    }
    return this.nearest(path);
  }

  /** The constructs that use a role, policy, credential provider, runtime endpoint or web ACL association. */
  private ownersOf(address: Address): Address[] {
    const { roles, gateways, policyEngines, cedarPolicies, targets, runtimes, resourcePolicies } = this.model;
    const engines = [address, cedarPolicies.find((policy) => policy.address === address)?.engine?.address];
    const isRole = (role: Role) => role.address === address || role.carriers.some((carrier) => carrier.address === address);
    return [
      ...roles.filter(isRole).flatMap(({ usedBy }) => usedBy),
      ...policyEngines.filter((engine) => engines.includes(engine.address)).flatMap((engine) => engine.gateways),
      ...targets.filter(({ credentials }) => credentials.items.some(({ provider }) => provider?.address === address)).map((target) => target.address),
      ...runtimes.filter(({ endpoints }) => endpoints.some((endpoint) => endpoint.address === address)).map((runtime) => runtime.address),
      ...resourcePolicies.filter((policy) => policy.address === address).flatMap(({ resource }) => resource?.address ?? []),
      ...gateways.filter(({ webAcls }) => webAcls.some(({ association }) => association === address)).map((gateway) => gateway.address),
    ];
  }

  private nearest(path: string): string[] {
    const ancestors = Object.values(this.model.resources)
      .filter((resource) => this.drawn.has(resource.address) && path.startsWith(`${resource.path}/`))
      .sort((a, b) => b.path.length - a.path.length);
    return ancestors.slice(0, 1).map(({ address }) => address);
  }
}
