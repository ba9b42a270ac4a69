import { inboundLabel, outboundLabel, runtimeInboundLabel } from './auth-labels';
import { callersOf } from './callers';
import { Crowd, crowdOf } from './crowd';
import { foldedTargets, gatewayFeatures, targetFacts, targetNote, trafficFacts } from './describe';
import { destinationOf } from './destinations';
import { markFindings } from './mark-findings';
import { Names } from './names';
import type { NodeDraft } from './node-draft';
import type { Picture, PictureEdge, PictureNode, PictureTarget, RowCall } from './picture';
import { counted } from '../../../src/findings/format';
import type { Gateway, GatewayModel, Located, Runtime, Target } from '../../../src/model/gateway-model';
import type { Address } from '../../../src/model/source';
import type { CheckReport } from '../check/check-report';

/** The picture of all gateways of an app, or of one with its neighbors, with the findings at their constructs. */
export function pictureOf(model: GatewayModel, findings: CheckReport['findings'], only?: Gateway): Picture {
  const { folded, nodes, edges } = new PictureBuilder(model, only).build();
  const marks = markFindings(model, only ? findingsOf(model, findings, only) : findings, new Set(nodes.flatMap(({ id, targets }) => [id, ...targets.map((target) => target.id)])));
  const marked = nodes.map((node) => ({
    ...node,
    findings: marks.numbersAt(node.id),
    targets: node.targets.map((target) => ({ ...target, findings: marks.numbersAt(target.id) })),
  }));
  const drawn = new Set(marked.map(({ stack }) => stack));
  return {
    stacks: model.stacks.filter(({ id }) => drawn.has(id)).map(({ id }) => ({ id, title: id })),
    nodes: marked,
    edges,
    findings: marks.findings,
    ...folded === undefined ? {} : { folded },
  };
}

/** The findings without those about other gateways and their targets, which may involve the same role. */
function findingsOf({ gateways, targets }: GatewayModel, findings: CheckReport['findings'], only: Gateway): CheckReport['findings'] {
  const others = new Set([...gateways, ...targets.filter(({ gateway }) => gateway?.address !== only.address)].map(({ address }) => address));
  others.delete(only.address);
  return findings.filter(({ at }) => !others.has(at.address));
}

type Destinations = ReadonlyMap<Address, ReturnType<typeof destinationOf>>;

/** The value that is there most often; the first of several. */
function usualOf(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

class PictureBuilder {
  private readonly nodes = new Map<string, PictureNode>();
  private readonly edges: PictureEdge[] = [];
  private readonly names: Names;
  private readonly runtimes: ReadonlyMap<Address, Runtime>;
  private readonly gateways: ReadonlyMap<Address, Gateway>;
  private readonly targets: ReadonlyMap<Address, Target>;

  private readonly crowd: Crowd;
  /** How many targets call each node. */
  private readonly calls = new Map<string, number>();
  private readonly drawn: readonly Gateway[];

  public constructor(private readonly model: GatewayModel, only: Gateway | undefined) {
    this.drawn = only ? [only] : model.gateways;
    this.crowd = crowdOf({ gateways: this.drawn, targets: model.targets.filter(({ gateway }) => !only || gateway?.address === only.address) });
    this.names = new Names(model);
    this.runtimes = new Map(model.runtimes.map((runtime) => [runtime.address, runtime]));
    this.gateways = new Map(model.gateways.map((gateway) => [gateway.address, gateway]));
    this.targets = new Map(model.targets.map((target) => [target.address, target]));
  }

  public build(): Pick<Picture, 'nodes' | 'edges' | 'folded'> {
    const { folded } = this.crowd;
    const targets = this.drawn.flatMap((gateway) => this.targetsOf(gateway));
    const destinations = new Map(targets.map((target) => [target.address, destinationOf(target, this.model, this.names)]));
    for (const { node } of destinations.values()) this.calls.set(node.id, (this.calls.get(node.id) ?? 0) + 1);
    for (const gateway of this.drawn) this.addGateway(gateway, destinations);
    for (const gateway of this.drawn) this.addCallers(gateway);
    for (const gateway of this.drawn) {
      const own = this.targetsOf(gateway);
      if (folded !== undefined || this.crowd.isCrowded(own.length)) this.addSharedDestinations(gateway, own, destinations);
      else for (const target of own) this.addDestination(target, destinations.get(target.address)!);
    }
    return { nodes: [...this.nodes.values()], edges: this.edges, ...folded === undefined ? {} : { folded } };
  }

  private targetsOf(gateway: Gateway): readonly Target[] {
    return gateway.targets.flatMap((address) => this.targets.get(address) ?? []);
  }

  private addGateway(gateway: Gateway, destinations: Destinations): void {
    const targets = this.targetsOf(gateway);
    const isFolded = this.crowd.folded !== undefined;
    const usual = usualOf(targets.map((target) => this.authOf(target)));
    const isCrowded = !isFolded && this.crowd.isCrowded(targets.length);
    const call = (target: Target): RowCall | undefined => {
      const auth = this.authOf(target);
      return isCrowded ? { to: destinations.get(target.address)!.node.title, ...auth === usual ? {} : { auth } } : undefined;
    };
    this.nodes.set(gateway.address, {
      ...this.inStack(gateway),
      id: gateway.address,
      kind: 'gateway',
      title: this.names.titleOf(gateway),
      subtitle: `Gateway · ${inboundLabel(gateway)[0]}`,
      features: [
        ...gatewayFeatures(this.model, gateway, this.names),
        ...isFolded ? foldedTargets(targets) : [],
        ...isCrowded ? [`${counted(targets.length, 'target')}, called with ${usual}${targets.every((target) => this.authOf(target) === usual) ? '' : ' unless the row says otherwise'}`] : [],
      ],
      targets: isFolded ? [] : targets.map((target) => this.targetRow(target, call(target))),
      facts: [
        ...gateway.name ? [{ name: 'name', value: gateway.name.text }] : [],
        { name: 'inbound auth', value: inboundLabel(gateway).join(', ') },
        ...gateway.description ? [{ name: 'description', value: gateway.description.text }] : [],
        ...trafficFacts(gateway),
      ],
      findings: [],
    });
  }

  /** The kind of authentication and its provider; the details are in the facts of the target. */
  private authOf(target: Target): string {
    return outboundLabel(target, (link) => this.names.shortNameOf(link))[0];
  }

  private targetRow(target: Target, call: RowCall | undefined): PictureTarget {
    return {
      id: target.address,
      name: target.name?.text ?? this.names.titleOf(target),
      note: targetNote(this.model, target),
      path: target.path,
      facts: targetFacts(target, outboundLabel(target, (link) => this.names.shortNameOf(link))),
      findings: [],
      ...call ? { call } : {},
    };
  }

  private addCallers(gateway: Gateway): void {
    for (const { node, certain } of callersOf(this.model, gateway, this.names)) {
      this.ensure(node);
      this.edges.push({
        id: `${node.id} → ${gateway.address}`,
        kind: 'inbound',
        from: node.id,
        to: gateway.address,
        label: inboundLabel(gateway),
        certain,
        open: gateway.authorizer.type?.text === 'NONE',
      });
    }
  }

  /** One arrow for all targets that call the same node. A node that only one row names is not drawn. */
  private addSharedDestinations(gateway: Gateway, targets: readonly Target[], destinations: Destinations): void {
    const groups = new Map<string, Target[]>();
    for (const target of targets) {
      const { node } = destinations.get(target.address)!;
      const isShared = this.crowd.folded === undefined && this.calls.get(node.id)! > 1;
      if (!isShared && !this.gateways.has(node.id) && !this.nodes.has(node.id)) continue;
      groups.set(node.id, [...groups.get(node.id) ?? [], target]);
    }
    for (const [id, group] of groups) {
      const { node, address } = destinations.get(group[0].address)!;
      this.ensure(node);
      const auths = [...new Set(group.map((target) => this.authOf(target)))];
      const asks = this.inboundOf(address);
      this.edges.push({
        id: `${gateway.address} → ${id}`,
        kind: 'outbound',
        from: gateway.address,
        targets: group.map((target) => target.address),
        to: id,
        label: [auths.length === 1 ? auths[0] : `${auths.length} kinds of authentication`, ...group.length > 1 ? [counted(group.length, 'target')] : []],
        ...asks === undefined ? {} : { asks },
        certain: true,
        open: false,
      });
    }
  }

  private addDestination(target: Target, { node, address }: ReturnType<typeof destinationOf>): void {
    const from = target.gateway!.address!;
    this.ensure(node);
    const asks = this.inboundOf(address);
    this.edges.push({
      id: `${target.address} → ${node.id}`,
      kind: 'outbound',
      from,
      target: target.address,
      to: node.id,
      label: outboundLabel(target, (link) => this.names.shortNameOf(link)),
      ...asks === undefined ? {} : { asks },
      certain: true,
      open: false,
    });
  }

  /** The inbound authorization of a gateway or runtime in the app. */
  private inboundOf(address: Address | undefined): string | undefined {
    const gateway = address === undefined ? undefined : this.gateways.get(address);
    const runtime = address === undefined ? undefined : this.runtimes.get(address);
    return gateway ? inboundLabel(gateway)[0] : runtime && runtimeInboundLabel(runtime);
  }

  private ensure(draft: NodeDraft): void {
    if (!this.nodes.has(draft.id)) this.nodes.set(draft.id, { facts: [], ...draft, features: [], targets: [], findings: [] });
  }

  private inStack(located: Located): Pick<PictureNode, 'stack' | 'path'> {
    const stack = this.names.stackOf(located.address);
    return { path: located.path, ...stack === undefined ? {} : { stack } };
  }
}
