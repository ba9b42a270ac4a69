import { Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { apiMessage } from '../../findings/api-message';
import { permissionStatements } from '../../permissions/permission-statements';
import { ApiMethod, readApiGatewayTools } from '../../schema/api-gateway';
import { GatewayError } from '../../synthesis/gateway-error';
import { reportSchema } from '../../synthesis/report-schema';
import type { GatewayTargetApiGatewayProps } from '../options/api-gateway';
import { owned, TargetStrategy } from '../target-strategy';

const STAGE_NAME = /^[\w-]{1,128}$/;

/** A stage of an API Gateway REST API: one tool per method. */
export function apiGatewayTarget({ restApi, stage, apiGatewayToolConfiguration: tools }: GatewayTargetApiGatewayProps): TargetStrategy {
  return {
    kind: 'apiGateway',
    pointsAt: owned(restApi),
    bind(target, _gateway, credentials) {
      const stageName = checkedStage(target, stage ?? deployedStage(target, restApi));
      const filters = tools.toolFilters.map((filter) => ({ filterPath: filter.filterPath, methods: filter.methods.map((method) => method.value) }));
      const overrides = tools.toolOverrides?.map((override) => ({
        name: override.name, path: override.path, method: override.method.value, description: override.description || undefined,
      }));
      // Methods may still be added to the API, so rules check the selection at synthesis.
      const read = () => readApiGatewayTools({ methods: methodsInApp(restApi), toolFilters: filters, toolOverrides: overrides });
      reportSchema(target, `the tool configuration of ${target.node.path}`, readApiGatewayTools({ toolFilters: filters, toolOverrides: overrides }).findings);
      return {
        configuration: {
          mcp: {
            apiGateway: {
              restApiId: restApi.restApiId,
              stage: stageName,
              apiGatewayToolConfiguration: { toolFilters: filters, toolOverrides: overrides },
            },
          },
        },
        statements: credentials === 'GATEWAY_IAM_ROLE' ? permissionStatements(['callApi'], { apiMethods: selectedMethods(restApi, stageName, filters) }) : [],
        // The service reads the methods of the deployed stage.
        waitFor: restApi instanceof apigateway.RestApiBase && restApi.deploymentStage ? [restApi.deploymentStage] : [],
        toolNames: () => read().tools.map((tool) => tool.name),
        listsTools: () => true,
      };
    },
  };
}

/** @throws GatewayError `api-gateway-stage` for a name that API Gateway rejects */
function checkedStage(target: Construct, stage: string): string {
  if (Token.isUnresolved(stage) || STAGE_NAME.test(stage)) return stage;
  throw new GatewayError('api-gateway-stage', target,
    `stage name \`${stage}\` is not valid`, 'use 1 to 128 letters, digits, hyphens and underscores');
}

function deployedStage(target: Construct, restApi: apigateway.IRestApi): string {
  const stage = (restApi as { deploymentStage?: apigateway.Stage }).deploymentStage;
  if (!stage) {
    throw new GatewayError('api-gateway-stage', target,
      `the deployment stage of REST API ${restApi.node.path} is unknown, and the target needs one`, apiMessage`pass \`stage\`, the name of a deployed stage`);
  }
  return stage.stageName;
}

/** The methods of an API that the app creates; undefined for an imported API or one from an OpenAPI definition. */
function methodsInApp(restApi: apigateway.IRestApi): ApiMethod[] | undefined {
  if (!(restApi instanceof apigateway.RestApi)) return undefined;
  return restApi.methods.map((method) => {
    const { operationName, authorizationType, apiKeyRequired } = method.node.defaultChild as apigateway.CfnMethod;
    return {
      path: method.resource.path,
      method: method.httpMethod,
      operationName,
      authorizationType,
      apiKeyRequired: apiKeyRequired === true,
    };
  });
}

/** ARNs of exactly the methods and paths that the filters select. A path parameter matches any value; an unresolved path matches any path. */
function selectedMethods(restApi: apigateway.IRestApi, stage: string, filters: { filterPath: string; methods: string[] }[]): string[] {
  const pattern = (path: string) => Token.isUnresolved(path) ? '/*' : path.replace(/\{[^}]*\}/g, '*');
  return filters.flatMap(({ filterPath, methods }) => methods.map((method) => restApi.arnForExecuteApi(method, pattern(filterPath), stage)));
}
