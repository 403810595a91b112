using LightThinker.Training.Evaluation;

namespace LightThinker.Training.Tests.Evaluation;

public sealed class AnswerCheckTests
{
    [Theory]
    [InlineData("23", "Mia has 23 apples.", true)]
    [InlineData("23", "Mia has 3 bags, so 23.", true)]
    [InlineData("23", "23 or 24", false)]
    [InlineData("23", "Mia has 123 apples.", false)]
    [InlineData("23", "", false)]
    [InlineData("Ana", "Ana has the most.", true)]
    [InlineData("Ana", "Anabel has the most.", false)]
    [InlineData("", "Hello!", true)]
    public void Answer_OfAResponse_IsFound(string answer, string response, bool isRight) =>
        Assert.Equal(isRight, AnswerCheck.IsRight(answer, response));
}
