import { s3Object } from './apis-and-schemas';
import { named } from './arns';
import type { NeededResource, TargetScene } from './needed-resource';
import type { Target } from '../../../model/gateway-model';
import { GENERATED_CHARACTER } from '../../../model/iam-match';
import { addressesIn, symbolTable } from '../../../model/symbols';
import { isRecord, List, listOf, property, Text, textOf } from '../../../model/value';

/** Where certificates are, with the property that names the place. */
const PLACES = { S3: 'Uri', SecretsManager: 'SecretArn' } as const;

/** Whether a target has certificates in such a place, or may have. */
export function hasCertificatesIn(target: Target, place: keyof typeof PLACES): boolean {
  const { items, known } = certificatesIn(target, place);
  return items.length > 0 || !known;
}

/** The objects with certificates; undefined if one is unresolved until deployment. */
export function certificateObjectsOf(scene: TargetScene): readonly NeededResource[] | undefined {
  return everyOne(scene, 'S3', (uri) => s3Object(scene, uri));
}

/** The secrets with certificates; undefined if one is unresolved until deployment. */
export function certificateSecretsOf(scene: TargetScene): readonly NeededResource[] | undefined {
  return everyOne(scene, 'SecretsManager', (arn) => {
    const [address] = addressesIn(symbolTable(scene.model), arn);
    return {
      forms: [arn],
      // Secrets Manager adds six characters to a name. An ARN without them names the secret, too.
      also: [`${arn}-${GENERATED_CHARACTER.repeat(6)}`],
      name: address === undefined ? `secret ${named(arn)}` : scene.model.resources[address].path,
      ...address === undefined ? {} : { address },
    };
  });
}

function everyOne(scene: TargetScene, place: keyof typeof PLACES, find: (text: string) => NeededResource | undefined): readonly NeededResource[] | undefined {
  const { items, known } = certificatesIn(scene.target, place);
  const found = items.flatMap(({ text }) => find(text) ?? []);
  return known && found.length === items.length ? found : undefined;
}

function certificatesIn({ certificates }: Target, place: keyof typeof PLACES): List<Text> {
  const given = listOf(certificates, (certificate) => certificate);
  const here = listOf(given.items.filter((certificate) => property(certificate, place) !== undefined), (certificate) => textOf(property(certificate, place, PLACES[place])));
  return { items: here.items, known: given.known && here.known && given.items.every(isRecord) };
}
