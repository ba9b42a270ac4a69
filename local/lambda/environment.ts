import { devNull } from 'os';
import { delimiter, join } from 'path';
import type { FunctionDescription, FunctionOptions } from './function-description';

/** What programs need of the machine: a function on Lambda has the equivalent of these and no others. */
const OF_THE_MACHINE = [
  'PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'TEMP', 'TMP', 'VIRTUAL_ENV', 'PYENV_VERSION',
  'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS', 'REQUESTS_CA_BUNDLE',
  'SystemRoot', 'SystemDrive', 'ComSpec', 'PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramData',
];

/** Credentials, the profile they come from, and endpoints that stand in for AWS. */
const OF_AWS = /^AWS_(?!LAMBDA_|EXECUTION_ENV$|REGION$|DEFAULT_REGION$|XRAY_)/;

const NO_CREDENTIALS = { AWS_SHARED_CREDENTIALS_FILE: devNull, AWS_CONFIG_FILE: devNull, AWS_EC2_METADATA_DISABLED: 'true' };

export interface Unpacked {
  readonly code: string;
  readonly layers: readonly string[];
  /** A new folder, for a copy of all layers. */
  readonly mergedLayers: () => string;
}

/**
 * The environment of a function as Lambda sets it; variables of the function cannot change those that Lambda reserves.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function environmentOf(description: FunctionDescription, { code, layers }: Unpacked, options: FunctionOptions, runtimeApi: string): Record<string, string> {
  const { environment } = description;
  return {
    ...taken((variable) => OF_THE_MACHINE.includes(variable)),
    ...awsVariables(options),
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    // Lambda has the AWS SDK; here the app may have it.
    NODE_PATH: pathOf([...layers.map((layer) => join(layer, 'nodejs', 'node_modules')), ...options.appFolder === undefined ? [] : [join(options.appFolder, 'node_modules')]]),
    ...environment,
    PYTHONPATH: pathOf([...environment.PYTHONPATH === undefined ? [] : [environment.PYTHONPATH], code, ...layers.map((layer) => join(layer, 'python'))]),
    PATH: pathOf([environment.PATH ?? process.env.PATH ?? '', ...layers.map((layer) => join(layer, 'bin'))]),
    LD_LIBRARY_PATH: pathOf([...layers.map((layer) => join(layer, 'lib')), join(code, 'lib'), environment.LD_LIBRARY_PATH ?? process.env.LD_LIBRARY_PATH ?? '']),
    ...reservedVariables(description, runtimeApi),
    LAMBDA_TASK_ROOT: code,
  };
}

/** The variables of a function in a container, where everything else is in the image. */
export function containerEnvironmentOf(description: FunctionDescription, options: FunctionOptions, runtimeApi: string): Record<string, string> {
  return { ...awsVariables(options), ...description.environment, ...reservedVariables(description, runtimeApi) };
}

function awsVariables({ awsCredentials }: FunctionOptions): Record<string, string> {
  return awsCredentials === false ? NO_CREDENTIALS : taken((variable) => OF_AWS.test(variable));
}

function taken(isTaken: (variable: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter(([variable]) => isTaken(variable))) as Record<string, string>;
}

function reservedVariables({ handler, memoryMb, name, region, runtime }: FunctionDescription, runtimeApi: string): Record<string, string> {
  return {
    ...handler === '' ? {} : { _HANDLER: handler },
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...runtime === '' ? {} : { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}` },
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
  };
}

function pathOf(folders: readonly string[]): string {
  return folders.filter((folder) => folder !== '').join(delimiter);
}
