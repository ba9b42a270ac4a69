import { App } from 'aws-cdk-lib';
import { CognitoStack } from './cognito-stack';

new CognitoStack(new App(), 'Cognito');
