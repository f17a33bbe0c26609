"""Runs the zip functions on a JVM with the flags of their managed runtime."""

import zipfile

from cloud import STACK, TOP
from emulator import EMULATOR

# https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html: C1 only, unless a function sets other flags.
FLAGS = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED"]
CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"


def names():
    functions = STACK.of_type("AWS::Lambda::Function")
    return [name for name, function in functions.items() if function["Properties"].get("PackageType") != "Image"]


class Zips:
    def __init__(self, java, folder):
        self.java, self.folder = java, folder
        jars = TOP / "functions/segment/target/lib"
        self.runtime = [str(jar) for jar in jars.glob("aws-lambda-java-*.jar") if "events" not in jar.name]

    def file(self, function):
        code = STACK.properties(function)["Code"]
        return TOP / code["S3Key"]

    def start(self, function):
        """Returns a function that makes the command line to run the unpacked zip with the runtime's client under the emulator."""
        file = self.file(function)
        task = self.folder / file.parent.parent.name
        if not task.exists():
            with zipfile.ZipFile(file) as opened:
                opened.extractall(task)
        path = ":".join([*self.runtime, str(task), *(str(jar) for jar in sorted((task / "lib").iterdir()))])
        command = [f"{self.java}/bin/java", *FLAGS, "-cp", path, CLIENT, STACK.properties(function)["Handler"]]

        def start(emulator, variables):
            given = [f"{name}={value}" for name, value in {"LAMBDA_TASK_ROOT": str(task), **variables}.items()]
            return ["env", f"--chdir={task}", *given, str(EMULATOR), *emulator, *command]

        return start
