import { inboundLabel, outboundLabel, runtimeInboundLabel } from './auth-labels';
import { callersOf } from './callers';
import { gatewayFeatures, targetFacts, targetNote } from './describe';
import { destinationOf } from './destinations';
import { markFindings } from './mark-findings';
import { Names } from './names';
import type { NodeDraft } from './node-draft';
import type { Picture, PictureEdge, PictureNode, PictureTarget } from './picture';
import type { Gateway, GatewayModel, Located, Runtime, Target } from '../../../src/model/gateway-model';
import type { Address } from '../../../src/model/source';
import type { CheckReport } from '../check/check-report';

/** The picture of all gateways of an app, with the findings at their constructs. */
export function pictureOf(model: GatewayModel, findings: CheckReport['findings']): Picture {
  const { nodes, edges } = new PictureBuilder(model).build();
  const marks = markFindings(model, findings, new Set(nodes.flatMap(({ id, targets }) => [id, ...targets.map((target) => target.id)])));
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
  };
}

class PictureBuilder {
  private readonly nodes = new Map<string, PictureNode>();
  private readonly edges: PictureEdge[] = [];
  private readonly names: Names;
  private readonly runtimes: ReadonlyMap<Address, Runtime>;
  private readonly gateways: ReadonlyMap<Address, Gateway>;
  private readonly targets: ReadonlyMap<Address, Target>;

  public constructor(private readonly model: GatewayModel) {
    this.names = new Names(model);
    this.runtimes = new Map(model.runtimes.map((runtime) => [runtime.address, runtime]));
    this.gateways = new Map(model.gateways.map((gateway) => [gateway.address, gateway]));
    this.targets = new Map(model.targets.map((target) => [target.address, target]));
  }

  public build(): { readonly nodes: readonly PictureNode[]; readonly edges: readonly PictureEdge[] } {
    for (const gateway of this.model.gateways) this.addGateway(gateway);
    for (const gateway of this.model.gateways) this.addCallers(gateway);
    for (const target of this.model.targets) this.addDestination(target);
    return { nodes: [...this.nodes.values()], edges: this.edges };
  }

  private addGateway(gateway: Gateway): void {
    this.nodes.set(gateway.address, {
      ...this.inStack(gateway),
      id: gateway.address,
      kind: 'gateway',
      title: this.names.titleOf(gateway),
      subtitle: `Gateway · ${inboundLabel(gateway)[0]}`,
      features: gatewayFeatures(this.model, gateway, this.names),
      targets: gateway.targets.map((address) => this.targetRow(this.targets.get(address)!)),
      facts: [
        ...gateway.name ? [{ name: 'name', value: gateway.name.text }] : [],
        { name: 'inbound auth', value: inboundLabel(gateway).join(', ') },
        ...gateway.description ? [{ name: 'description', value: gateway.description.text }] : [],
      ],
      findings: [],
    });
  }

  private targetRow(target: Target): PictureTarget {
    return {
      id: target.address,
      name: target.name?.text ?? this.names.titleOf(target),
      note: targetNote(this.model, target),
      path: target.path,
      facts: targetFacts(target, outboundLabel(target, (link) => this.names.shortNameOf(link))),
      findings: [],
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

  private addDestination(target: Target): void {
    const from = target.gateway?.address;
    if (from === undefined || !this.nodes.has(from)) return;
    const { node, address } = destinationOf(target, this.model, this.names);
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
