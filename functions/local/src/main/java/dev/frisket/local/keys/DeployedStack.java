package dev.frisket.local.keys;

import dev.frisket.access.gateway.AwsHttp;
import dev.frisket.local.stack.UsageException;
import java.io.StringReader;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * What a deployed stack says of itself that its keys need.
 *
 * @param controlBucket name of the bucket that holds the keys
 * @param usagePlan name of the plan that the gateway's keys belong to
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 */
record DeployedStack(String controlBucket, String usagePlan) {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    /**
     * The stack of this name.
     *
     * @throws UsageException if there is none, or one of another kind, or it may not be looked at
     */
    static DeployedStack named(String name, AwsHttp cloudFormation) {
        AwsHttp.Answer answer = cloudFormation.call(
                SdkHttpMethod.GET,
                "/",
                Map.of("Action", "DescribeStacks", "StackName", name, "Version", "2010-05-15"),
                null);
        if (answer.statusCode() == BAD_REQUEST) {
            throw new UsageException("there is no stack " + name + " in this region and account");
        }
        if (answer.statusCode() != OK) {
            throw new UsageException("the stack " + name + " can't be looked at: CloudFormation answered "
                    + answer.statusCode() + "; check the AWS credentials and their rights");
        }
        Document described = parse(answer.body());
        return new DeployedStack(
                output("ControlBucketName", described, name), output("UsagePlanName", described, name));
    }

    private static String output(String key, Document described, String stack) {
        try {
            XPath path = XPathFactory.newInstance().newXPath();
            String value = path.evaluate("//Outputs/member[OutputKey='" + key + "']/OutputValue", described);
            if (value.isEmpty()) {
                throw new UsageException("the stack " + stack + " is not one of Frisket: it has no output " + key);
            }
            return value;
        } catch (XPathExpressionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new UsageException("CloudFormation did not answer in XML: is AWS_ENDPOINT_URL right?", e);
        }
    }
}
