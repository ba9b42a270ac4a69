import { CfnOutput } from 'aws-cdk-lib';
import * as appconfig from 'aws-cdk-lib/aws-appconfig';
import type { Construct } from 'constructs';
import { CONFIGURATION_APPLICATION_NAME_CHARACTERS } from '../service/limits';
import { RUNTIME_CONFIG_APPLICATION_VARIABLE, RUNTIME_CONFIG_ENVIRONMENT, RUNTIME_CONFIG_PROFILE } from '../service/runtime-config';

/** AppConfig must not protect what the stack owns: it would refuse to delete what an agent has read within the last hour. */
const WITHOUT_DELETION_PROTECTION = { deletionProtectionCheck: 'BYPASS' };

/** The AppConfig resources that readers refer to. They have no dependencies. */
export class Application {
  public readonly application: appconfig.CfnApplication;
  public readonly environment: appconfig.CfnEnvironment;
  public readonly profile: appconfig.CfnConfigurationProfile;

  constructor(scope: Construct, stackName: string) {
    this.application = new appconfig.CfnApplication(scope, 'Application', {
      name: `${stackName}-runtime-config`.slice(0, CONFIGURATION_APPLICATION_NAME_CHARACTERS),
      description: 'How running code finds AgentCore gateways and agents',
    });
    this.environment = new appconfig.CfnEnvironment(scope, 'Environment', {
      applicationId: this.application.ref,
      name: RUNTIME_CONFIG_ENVIRONMENT,
      ...WITHOUT_DELETION_PROTECTION,
    });
    this.profile = new appconfig.CfnConfigurationProfile(scope, 'Profile', {
      applicationId: this.application.ref,
      name: RUNTIME_CONFIG_PROFILE,
      locationUri: 'hosted',
      type: 'AWS.Freeform',
      ...WITHOUT_DELETION_PROTECTION,
    });
    new CfnOutput(scope, 'ApplicationId', { value: this.application.ref, description: `Value of ${RUNTIME_CONFIG_APPLICATION_VARIABLE}` });
  }

  /** The ARN that reading the document requires access to. */
  public get configurationArn(): string {
    const { application, environment, profile } = this;
    return application.stack.formatArn({
      service: 'appconfig',
      resource: 'application',
      resourceName: `${application.ref}/environment/${environment.ref}/configuration/${profile.ref}`,
    });
  }
}
