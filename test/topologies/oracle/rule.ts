import { Grant, readGrants } from './grants';
import { Need, readNeeds } from './needs';
import type { Resource, World } from './world';

export interface OracleOptions {
  /**
   * Names of gateways and targets that other constructs made: their own order and permissions are not judged, but
   * that others come after them is.
   */
  readonly madeByOthers?: RegExp;
  /** Statements of policies that the user asked for, by their `Sid`. */
  readonly givenByUser?: RegExp;
}

/** Finds what is wrong, a sentence for each fault. */
export type Rule = (judged: Case) => string[];

const NEVER = /(?!)/;

/** An app with all that the rules ask about it. */
export class Case {
  public readonly grants: readonly Grant[];
  public readonly needs: readonly Need[];
  private readonly madeByOthers: RegExp;
  private readonly givenByUser: RegExp;

  constructor(public readonly world: World, options: OracleOptions) {
    this.grants = readGrants(world);
    this.needs = readNeeds(world);
    this.madeByOthers = options.madeByOthers ?? NEVER;
    this.givenByUser = options.givenByUser ?? NEVER;
  }

  public get ownGateways(): Resource[] {
    return this.world.gateways.filter((gateway) => !this.isOthers(gateway));
  }

  public get ownTargets(): Resource[] {
    return this.world.targets.filter((target) => !this.isOthers(target));
  }

  public isOthers(resource: Resource): boolean {
    return this.madeByOthers.test(resource.properties.Name);
  }

  public isGivenByUser(grant: Grant): boolean {
    return grant.sid !== undefined && this.givenByUser.test(grant.sid);
  }
}
