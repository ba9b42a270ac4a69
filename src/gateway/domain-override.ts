/**
 * The public domain names of a gateway that clients reach through a proxy, such as Amazon CloudFront.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-bedrockagentcore-gateway-domainoverride.html
 */
export interface DomainOverride {
  /**
   * The domain name in the URLs that the gateway returns for OAuth discovery, without scheme, port and path.
   */
  readonly defaultDomain: string;

  /**
   * Up to 10 other domain names. A request selects one with the header `x-amzn-bedrock-agentcore-gateway-domain`, and the service rejects a
   * request that selects another.
   *
   * @default - none
   */
  readonly alternateDomains?: string[];
}
